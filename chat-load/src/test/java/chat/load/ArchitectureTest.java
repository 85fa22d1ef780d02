package chat.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private final JavaClasses classes;

    ArchitectureTest() {
        // What is not ours need not be looked at, and the server's jar is large.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        classes = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("chat.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void nobodyButTheCommandsKnowsTheServer() {
        noClasses()
                .that()
                .resideInAPackage("chat.load.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("chat.server..", "chat.protocol..", "chat.load")
                .check(classes);
    }
}
