package chat.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a setting's value may be: how it is read, and what is said when it cannot be.
 *
 * @param kind how it is written
 * @param placeholder what stands for the value in {@code --help}
 * @param expected the rule in words, fit to follow "expected: "
 * @param reader from the texts of a source to the value
 * @param shown what of a text may be shown when something is wrong with it
 */
record Rule<T>(Kind kind, String placeholder, String expected, Reader<T> reader, UnaryOperator<String> shown) {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern WORD = Pattern.compile("[\\p{Graph}&&\\p{ASCII}]{1,63}");
    private static final Pattern ISSUER = Pattern.compile("https://[A-Za-z0-9._~%!$&'()*+,;=:@/\\[\\]-]+"
            + "|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?(/[A-Za-z0-9._~%!$&'()*+,;=:@/-]*)?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");

    /** How a value is written, which TOML tells apart. */
    enum Kind {
        /** 8765 in TOML. */
        NUMBER("a number without quotes"),
        /** A flag may leave out its value, which is {@code true} then. */
        TRUTH("true or false without quotes"),
        /** "0.0.0.0" in TOML. */
        TEXT("one text in quotes"),
        /** Several flags, or one with commas; an array in TOML. */
        TEXTS("an array of texts");

        private final String toml;

        Kind(String toml) {
            this.toml = toml;
        }

        /** How it is written in TOML. */
        String toml() {
            return toml;
        }
    }

    /** From the texts of a source to the value. */
    interface Reader<T> {
        /** The value of these texts. */
        T read(List<String> texts) throws WrongValueException;
    }

    /** Texts that break the rule. */
    static final class WrongValueException extends Exception {
        private final transient List<Wrong> wrongs;

        WrongValueException(List<Wrong> wrongs) {
            super(wrongs.toString(), null, false, false);
            this.wrongs = List.copyOf(wrongs);
        }

        /** Each text that breaks the rule. */
        List<Wrong> wrongs() {
            return wrongs;
        }
    }

    /** A text and the rule that it breaks. */
    record Wrong(String value, String expected) {}

    /** A rule about texts that anybody may see. */
    private Rule(Kind kind, String placeholder, String expected, Reader<T> reader) {
        this(kind, placeholder, expected, reader, UnaryOperator.identity());
    }

    /** The value of these texts. */
    T read(List<String> texts) throws WrongValueException {
        return reader.read(texts);
    }

    /** The same rule for what may be left out, which gives nothing then. */
    Rule<Optional<T>> optional() {
        return new Rule<>(
                kind,
                placeholder,
                expected,
                texts -> texts.isEmpty() ? Optional.empty() : Optional.of(read(texts)),
                shown);
    }

    static Rule<Integer> integer(int min, int max) {
        return one(
                Kind.NUMBER,
                "<number>",
                min + " to " + max,
                text -> number(text, min, max).map(Long::intValue));
    }

    static Rule<Long> longInteger(long min, long max) {
        return one(Kind.NUMBER, "<number>", min + " to " + max, text -> number(text, min, max));
    }

    static Rule<Boolean> truth() {
        return one(Kind.TRUTH, "true|false", "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** One of the constants, in lower case. */
    static <E extends Enum<E>> Rule<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(Rule::word).toList();
        String last = words.get(words.size() - 1);
        String expected = String.join(", ", words.subList(0, words.size() - 1)) + " or " + last;
        return one(
                Kind.TEXT,
                String.join("|", words),
                expected,
                text -> constants.stream()
                        .filter(constant -> word(constant).equals(text))
                        .findFirst());
    }

    static Rule<String> host() {
        return one(
                Kind.TEXT,
                "<host>",
                "a host name or an address",
                text -> Optional.of(text).filter(HOST.asMatchPredicate()));
    }

    static Rule<Path> path(String expected) {
        return one(Kind.TEXT, "<path>", expected, Rule::toPath);
    }

    /** A word of visible characters. */
    static Rule<String> word(String placeholder, String expected) {
        return one(Kind.TEXT, placeholder, expected, text -> Optional.of(text).filter(WORD.asMatchPredicate()));
    }

    /** What nobody may see. */
    static Rule<Secret> secret() {
        Rule<Secret> rule = one(
                Kind.TEXT,
                "<secret>",
                "at least one character",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text)));
        return new Rule<>(rule.kind, rule.placeholder, rule.expected, rule.reader, text -> Secret.SHOWN);
    }

    /** Where a PostgreSQL database is, without the name and the password that open it. */
    static Rule<String> postgresUrl() {
        Rule<String> rule = one(
                Kind.TEXT,
                "<url>",
                PostgresUrl.EXPECTED,
                text -> Optional.of(text).filter(PostgresUrl::isOne));
        return new Rule<>(rule.kind, rule.placeholder, rule.expected, rule.reader, PostgresUrl::withoutSecrets);
    }

    /** Origins as browsers write them; each once. */
    static Rule<List<String>> origins() {
        return new Rule<>(
                Kind.TEXTS,
                "<origin>[,<origin>]",
                Origins.EXPECTED,
                texts -> each(texts, Origins::canonical, Origins::expectedInsteadOf));
    }

    /** One or more of the constants, in lower case; each once. */
    static <E extends Enum<E>> Rule<List<E>> someOf(Class<E> type) {
        return someOf(type, Rule::word);
    }

    /** One or more of the constants, as they are written; each once. */
    static <E extends Enum<E>> Rule<List<E>> someOfExactly(Class<E> type) {
        return someOf(type, Enum::name);
    }

    private static <E extends Enum<E>> Rule<List<E>> someOf(Class<E> type, Function<E, String> word) {
        List<E> constants = List.of(type.getEnumConstants());
        String expected = "one or more of " + constants.stream().map(word).collect(Collectors.joining(", "))
                + ", with commas between them";
        return new Rule<>(Kind.TEXTS, "<one>[,<one>]", expected, texts -> {
            List<E> some = each(
                    texts,
                    text -> constants.stream()
                            .filter(it -> word.apply(it).equals(text))
                            .findFirst(),
                    text -> expected);
            if (some.isEmpty()) {
                throw new WrongValueException(List.of(new Wrong(String.join(",", texts), expected)));
            }
            return some;
        });
    }

    /** Where browsers find a server: an origin of the web. */
    static Rule<String> publicUrl() {
        return one(
                Kind.TEXT,
                "<url>",
                "such as https://chat.example, without a path",
                text -> Origins.canonical(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                        .filter(origin -> origin.matches("https?://.*")));
    }

    /** The address of an OpenID Connect provider, as it is written. */
    static Rule<String> issuer() {
        return one(
                Kind.TEXT,
                "<url>",
                "an https address without ? and #; http on this machine alone",
                text -> Optional.of(text).filter(ISSUER.asMatchPredicate()));
    }

    /** Some characters on one line. */
    static Rule<String> line(String placeholder, int lengthMax) {
        return one(
                Kind.TEXT,
                placeholder,
                "1 to " + lengthMax + " characters on one line",
                text -> Optional.of(text)
                        .filter(line -> !line.isBlank()
                                && line.length() <= lengthMax
                                && line.chars().noneMatch(Character::isISOControl)));
    }

    /** The texts of a list, between commas too, each once. */
    private static <T> List<T> each(
            List<String> texts, Function<String, Optional<T>> reader, UnaryOperator<String> expected)
            throws WrongValueException {
        Set<T> values = new LinkedHashSet<>();
        List<Wrong> wrongs = new ArrayList<>();
        texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(text -> reader.apply(text)
                        .ifPresentOrElse(values::add, () -> wrongs.add(new Wrong(text, expected.apply(text)))));
        if (!wrongs.isEmpty()) {
            throw new WrongValueException(wrongs);
        }
        return List.copyOf(values);
    }

    private static <T> Rule<T> one(
            Kind kind, String placeholder, String expected, Function<String, Optional<T>> reader) {
        return new Rule<>(kind, placeholder, expected, texts -> {
            if (texts.size() != 1) {
                String value = String.join(", ", texts);
                throw new WrongValueException(List.of(new Wrong(value, "one value: " + expected)));
            }
            String text = texts.get(0);
            return reader.apply(text).orElseThrow(() -> new WrongValueException(List.of(new Wrong(text, expected))));
        });
    }

    private static Optional<Path> toPath(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text, long min, long max) {
        return Optional.of(text)
                .filter(INTEGER.asMatchPredicate())
                .map(Long::valueOf)
                .filter(number -> number >= min && number <= max);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
