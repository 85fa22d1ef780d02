package chat.server;

import io.netty.util.test.LeakPresenceExtension;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Counts the buffers of every test class, of its servers' threads too, and fails the class that leaves one behind. JUnit
 * finds it through {@code META-INF/services}. It is Netty's extension, and in time for servers that a constructor starts.
 */
public final class LeakCheck
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback {
    private final LeakPresenceExtension netty = new LeakPresenceExtension();

    @Override
    public void beforeAll(ExtensionContext context) {
        netty.beforeAll(context);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        // One instance for all tests of a class is made before anything else.
        netty.beforeAll(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        netty.beforeEach(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        netty.afterEach(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        netty.afterAll(context);
    }
}
