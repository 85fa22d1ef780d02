package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The program keeps the shape that the design gives it; the rules are in {@link ArchitectureRules}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String TRANSPORT = "chat.server.transport";

    private final JavaClasses program = new ClassFileImporter()
            .withImportOption(production())
            .importPackages(ArchitectureRules.ROOT, ArchitectureRules.PROTOCOL);

    /** What lies beside this very class is a test. */
    private static ImportOption production() {
        String tests = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        return location -> !location.contains(tests);
    }

    private void check(ArchRule rule) {
        rule.check(program);
    }

    @Test
    void bothModulesAreLookedAtAndNoTests() {
        assertThat(program.contain(ArchitectureRules.PROTOCOL + ".JsonCodec")).isTrue();
        assertThat(program.contain("chat.server.room.Room")).isTrue();
        assertThat(program.contain(ArchitectureTest.class)).isFalse();
        assertThat(program).hasSizeGreaterThan(150);
    }

    @Test
    void packagesHaveNoCycles() {
        check(ArchitectureRules.noPackageCycles());
    }

    @Test
    void arrowsPointDownstreamOnly() {
        for (String name : new TreeSet<>(ArchitectureRules.ARROWS.keySet())) {
            // A package that is there is never passed over: a rule about nothing fails.
            boolean expected = !name.equals(TRANSPORT) || program.containPackage(TRANSPORT);
            check(ArchitectureRules.arrowsFrom(name).allowEmptyShould(!expected));
        }
    }

    @Test
    void onlyTheComposersSeeEverything() {
        check(ArchitectureRules.onlyComposersSeeEverything().allowEmptyShould(true));
    }

    @Test
    void everyPackageHasItsPlace() {
        check(ArchitectureRules.everyPackageHasItsPlace());
    }

    @Test
    void onlyTransportHandlesChannels() {
        check(ArchitectureRules.onlyTransportHandlesChannels());
    }

    @Test
    void onlyTheCodecsUseJackson() {
        check(ArchitectureRules.onlyCodecsUseJackson());
    }

    @Test
    void onlyTransportClosesChannels() {
        check(ArchitectureRules.onlyTransportClosesChannels());
    }

    @Test
    void onlyCloseClosesConnections() {
        check(ArchitectureRules.onlyCloseCloses());
    }

    @Test
    void onlyMainPrints() {
        check(ArchitectureRules.onlyMainPrints());
    }

    @Test
    void staticsDoNotChange() {
        check(ArchitectureRules.noMutableStatics());
    }

    @Test
    void namesSayWhatThingsAre() {
        check(ArchitectureRules.namesSayWhatThingsAre());
    }

    @Test
    void everyPackageIsNullMarked() {
        check(ArchitectureRules.everyPackageIsNullMarked());
    }

    @Test
    void onlyNamedClassesMakeThreads() {
        check(ArchitectureRules.onlyNamedClassesMakeThreads());
    }

    @Test
    void mostTypesAreHidden() {
        assertThat(ArchitectureRules.hiddenShare(program))
                .as("share of package-private top-level types outside protocol and config")
                .isGreaterThanOrEqualTo(0.5);
    }
}
