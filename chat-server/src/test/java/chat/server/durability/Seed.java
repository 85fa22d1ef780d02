package chat.server.durability;

/** Where the randomness of a test starts: another place each time, printed, and the same again with {@code -Dseed=}. */
final class Seed {
    private Seed() {}

    static long next() {
        long seed = Long.getLong("seed", System.nanoTime() % 1_000_000_000);
        System.out.println("-Dseed=" + seed);
        return seed;
    }
}
