package chat.server.room;

import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** People as a test wants them to be, and what they were told. */
public final class TestPeople implements People {
    private final Map<UserId, Known> known = new HashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    void add(Known somebody) {
        known.put(somebody.user().id(), somebody);
    }

    @Override
    public Optional<Known> find(UserId user) {
        return Optional.ofNullable(known.get(user));
    }

    @Override
    public Optional<Known> named(String foldedName) {
        return known.values().stream()
                .filter(somebody -> somebody.user().name().folded().equals(foldedName))
                .findFirst();
    }

    @Override
    public void tell(UserId user, ServerMessage message) {
        told.add(user + " " + message.getClass().getSimpleName());
    }

    @Override
    public void tell(UserId user, ServerMessage message, Set<Outlet> but) {
        tell(user, message);
    }

    /** Who was told what since the last call. */
    List<String> news() {
        List<String> news = new ArrayList<>(told);
        told.clear();
        return news;
    }
}
