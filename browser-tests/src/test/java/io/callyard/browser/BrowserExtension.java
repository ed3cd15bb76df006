package io.callyard.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Browser}, the same to all of a run, and closes their tabs after each. Where there is none, tests
 * are skipped, unless {@code -Dcallyard.browser=required} makes that a failure.
 */
final class BrowserExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean required = "required".equals(System.getProperty("callyard.browser"));
        if (!required) {
            assumeTrue(Browser.isThere(), "no chromium with its chromedriver on the search path");
        } else if (!Browser.isThere()) {
            throw new AssertionError("callyard.browser=required, but there is no chromium with its chromedriver");
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Browser browser = store(context).get(Browser.class, Browser.class);
        if (browser != null) {
            browser.closeTabs();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    private static Browser browser(ExtensionContext context) {
        return store(context).computeIfAbsent(Browser.class, type -> Browser.start(), Browser.class);
    }

    /** That of the whole run; it closes what is in it at the end. */
    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }
}
