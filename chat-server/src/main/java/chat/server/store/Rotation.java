package chat.server.store;

import chat.server.store.AccountStore.Rotated;

/**
 * What the use of a refresh token comes to; the same in every store.
 *
 * @param rotatedAt when the device came to its generation, epoch milliseconds
 */
public record Rotation(Rotated rotated, long rotatedAt) {
    /**
     * Decides.
     *
     * @param known the device as it is stored
     * @param rotatedAt when it came to its generation
     * @param generation that of the token
     */
    public static Rotation of(StoredDevice known, long rotatedAt, long generation, long at, long unusedSince) {
        if (known.usedAt() <= unusedSince) {
            return new Rotation(new Rotated.Gone(), rotatedAt);
        }
        if (generation >= known.generation()) {
            return new Rotation(new Rotated.To(used(known, at, generation + 1)), at);
        }
        boolean justBefore = generation == known.generation() - 1 && at - rotatedAt <= AccountStore.GRACE_MILLIS;
        return justBefore
                ? new Rotation(new Rotated.To(known), rotatedAt)
                : new Rotation(new Rotated.Reused(known), rotatedAt);
    }

    private static StoredDevice used(StoredDevice device, long at, long generation) {
        return new StoredDevice(
                device.id(),
                device.user(),
                device.label(),
                device.createdAt(),
                Math.max(device.usedAt(), at),
                generation);
    }
}
