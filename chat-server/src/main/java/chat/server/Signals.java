package chat.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT: the first asks the process to stop, a second one ends it there and then.
 *
 * <p>Left to itself a JVM answers both with its shutdown hooks and the status 143 or 130, whatever they did; an orderly
 * stop has to be told from that. {@code sun.misc.Signal} can, is exported by every JDK, and is looked up by name because
 * a compiler for a fixed release warns of it.
 */
final class Signals {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final int STATUS_BASE = 128;

    private final CountDownLatch asked = new CountDownLatch(1);

    private Signals() {}

    /** Takes both over, for the rest of the process. Those that the JVM was told to leave alone (-Xrs) are left alone. */
    static Signals takeOver() {
        Signals signals = new Signals();
        handle("INT", () -> signals.receive(STATUS_BASE + SIGINT));
        handle("TERM", () -> signals.receive(STATUS_BASE + SIGTERM));
        return signals;
    }

    /** Waits for the first one; an interrupt is as good. */
    void awaitFirst() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JVM runs each on a thread of its own, one after the other. */
    private void receive(int status) {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(status);
        }
        asked.countDown();
    }

    private static void handle(String name, Runnable action) {
        try {
            Lookup lookup = MethodHandles.publicLookup();
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            Object runs = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            Object named = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                    .invoke(name);
            lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                    .invoke(named, runs);
        } catch (IllegalArgumentException leftAlone) {
            // The JVM's own answer stays.
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "signals: SIG" + name + " (expected: a Java runtime with sun.misc.Signal)", e);
        }
    }
}
