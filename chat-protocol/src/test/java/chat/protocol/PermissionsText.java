package chat.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@link Permissions} as a document for people, as code of the page, and as cases for the page's tests. */
final class PermissionsText {
    /** How the page decides by the table: as {@link Permissions} does. */
    private static final String FUNCTIONS = """
            } as const satisfies Record<string, Row>;

            export type Act = keyof typeof TABLE;

            /** How somebody stands in a room at this moment. */
            export interface Standing {
              readonly visibility: RoomVisibility;
              readonly role: Role;
              readonly muted: boolean;
              readonly archived: boolean;
              readonly posting: 'all' | 'staff';
            }

            /** Why somebody may not do something; undefined when they may. */
            export function refusal(act: Act, standing: Standing): 'forbidden' | 'archived' | 'muted' | undefined {
              const row: Row = TABLE[act];
              const roles: readonly Role[] = BY_ROLE[row.roles];
              const rooms: readonly RoomVisibility[] = BY_ROOM[row.rooms];
              if (!roles.includes(standing.role) || !rooms.includes(standing.visibility)) {
                return 'forbidden';
              }
              if (standing.archived && row.taken !== 'never') {
                return 'archived';
              }
              if (standing.muted && (row.taken === 'muted' || row.taken === 'posting')) {
                return 'muted';
              }
              const staff: readonly Role[] = BY_ROLE.staff;
              const staffOnly = standing.posting === 'staff' && row.taken === 'posting';
              return staffOnly && !staff.includes(standing.role) ? 'forbidden' : undefined;
            }

            export function isAllowed(act: Act, standing: Standing): boolean {
              return refusal(act, standing) === undefined;
            }

            function outranks(role: Role, other: Role): boolean {
              return ROLES.indexOf(role) < ROLES.indexOf(other);
            }

            /** Whether somebody may do to another user what `isAllowed` in general. */
            export function isAllowedOn(act: Act, actor: Role, target: Role, oneself: boolean): boolean {
              return outranks(actor, target) || (oneself && act === 'setRole' && actor === 'owner');
            }

            /** Whether somebody of this role may give others that one. */
            export function isAllowedToGive(actor: Role, given: Role): boolean {
              return actor === 'owner' || outranks(actor, given);
            }
            """;

    private PermissionsText() {}

    static String document() {
        StringBuilder text = new StringBuilder("""
                # Who may do what

                Made from `chat.protocol.Permissions`; the server and the page go by the same table.

                """);
        List<String> head = new ArrayList<>(List.of("act", "what it is"));
        Arrays.stream(Role.values()).map(Role::wireName).forEach(head::add);
        head.addAll(List.of("where", "taken away"));
        text.append(row(head)).append(row(head.stream().map(cell -> "---").toList()));
        for (Act act : Act.values()) {
            Permissions.Row row = Permissions.row(act);
            List<String> cells = new ArrayList<>(List.of("`" + act.wireName() + "`", act.sentence()));
            Arrays.stream(Role.values())
                    .map(role -> row.roles().include(role) ? "yes" : "–")
                    .forEach(cells::add);
            cells.addAll(List.of(rooms(row.rooms()), taken(row.taken())));
            text.append(row(cells));
        }
        return text.append("""

                        - *muted*, *archived*: when the user is muted, when the room is archived. *staff posts*: where only owners and
                          moderators post, taken from the others.
                        - In a public room everybody is `member`, unless a role is kept for them; in a private one whoever is no member is
                          nothing, and in a direct one everybody is `member`. Who is banned may do nothing.
                        - Nobody mutes, bans or sends out somebody of the same or a higher role, or gives them another; an owner may
                          take their own role away. Nobody gives a role that is not below their own; an owner gives any.
                        - An admin of the server is an owner in every public room, and nothing special in the others.
                        """).toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String rooms(Permissions.Rooms rooms) {
        return switch (rooms) {
            case ALL -> "everywhere";
            case WITH_STAFF -> "public, private";
            case PRIVATE -> "private";
        };
    }

    private static String taken(Permissions.Taken taken) {
        return switch (taken) {
            case NEVER -> "–";
            case ARCHIVED -> "archived";
            case MUTED -> "archived, muted";
            case POSTING -> "archived, muted, staff posts";
        };
    }

    static String code() {
        StringBuilder text = new StringBuilder("""
                // Made from chat.protocol.Permissions, and held to it by PermissionsTest: change that, not this.

                """);
        text.append("export const ROLES = ")
                .append(list(Role.values(), role -> true))
                .append(" as const;\n");
        text.append("""
                export type Role = (typeof ROLES)[number];
                """);
        text.append("export type RoomVisibility = ")
                .append(Arrays.stream(Visibility.values())
                        .map(PermissionsText::quoted)
                        .collect(Collectors.joining(" | ")))
                .append(";\n\n");
        text.append("const BY_ROLE = {\n");
        for (Permissions.Roles roles : Permissions.Roles.values()) {
            text.append(field(name(roles), list(Role.values(), roles::include)));
        }
        text.append("} as const satisfies Record<string, readonly Role[]>;\n\nconst BY_ROOM = {\n");
        for (Permissions.Rooms rooms : Permissions.Rooms.values()) {
            text.append(field(name(rooms), list(Visibility.values(), rooms::include)));
        }
        text.append("} as const satisfies Record<string, readonly RoomVisibility[]>;\n\n");
        text.append("""
                interface Row {
                  readonly roles: keyof typeof BY_ROLE;
                  readonly rooms: keyof typeof BY_ROOM;
                  /** Each takes away what the one before does, and more. */
                  readonly taken: 'never' | 'archived' | 'muted' | 'posting';
                }

                const TABLE = {
                """);
        for (Act act : Act.values()) {
            Permissions.Row row = Permissions.row(act);
            text.append("  // ").append(act.sentence()).append('\n');
            text.append(field(
                    act.wireName(),
                    "{ roles: '" + name(row.roles()) + "', rooms: '" + name(row.rooms()) + "', taken: '"
                            + name(row.taken()) + "' }"));
        }
        return text.append(FUNCTIONS).toString();
    }

    private static String field(String name, String value) {
        return "  " + name + ": " + value + ",\n";
    }

    private static <E extends Enum<E>> String list(E[] values, Predicate<E> wanted) {
        return Arrays.stream(values)
                .filter(wanted)
                .map(PermissionsText::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(Enum<?> value) {
        return "'" + Records.wireName(value) + "'";
    }

    /** {@code WITH_STAFF} as {@code withStaff}. */
    private static String name(Enum<?> value) {
        String[] words = value.name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /**
     * What {@link Permissions#refusal} says in every case: by act, visibility and role, one letter for each standing, in the
     * order of {@link #standings}; {@code f} forbidden, {@code a} archived, {@code m} muted, {@code .} allowed.
     */
    static String cases() {
        String byAct = Arrays.stream(Act.values())
                .map(act -> "  \"" + act.wireName() + "\": {\n" + casesOf(act) + "\n  }")
                .collect(Collectors.joining(",\n"));
        return "{\n" + byAct + "\n}\n";
    }

    private static String casesOf(Act act) {
        return Arrays.stream(Visibility.values())
                .map(visibility -> "    \"" + visibility.wireName() + "\": {"
                        + Arrays.stream(Role.values())
                                .map(role -> "\"" + role.wireName() + "\": \""
                                        + standings(visibility, role).stream()
                                                .map(standing -> letter(act, standing))
                                                .collect(Collectors.joining())
                                        + "\"")
                                .collect(Collectors.joining(", "))
                        + "}")
                .collect(Collectors.joining(",\n"));
    }

    private static String letter(Act act, Permissions.Standing standing) {
        return Permissions.refusal(act, standing)
                .map(code -> code.wireName().substring(0, 1))
                .orElse(".");
    }

    /** Muted last or not, archived or not, who may post: the last changes first. */
    private static List<Permissions.Standing> standings(Visibility visibility, Role role) {
        List<Permissions.Standing> standings = new ArrayList<>();
        for (boolean muted : new boolean[] {false, true}) {
            for (boolean archived : new boolean[] {false, true}) {
                for (Posting posting : Posting.values()) {
                    standings.add(new Permissions.Standing(visibility, role, muted, archived, posting));
                }
            }
        }
        return standings;
    }
}
