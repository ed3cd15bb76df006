package io.callyard.browser;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Browser implements AutoCloseable {
    /** Held, for a logger that nobody holds forgets what it was told: not to warn that it knows no newer Chromium. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;
    private final String first;
    private String current;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        first = driver.getWindowHandle();
        current = first;
    }

    /** Returns whether there is one on this machine, with its driver. */
    static boolean isThere() {
        return Programs.browser().isPresent() && Programs.driver().isPresent();
    }

    static Browser start() {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Programs.driver().orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Programs.browser().orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                // The sandbox needs rights that a container does not give; what is opened here is our own.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--window-size=1440,900",
                "--lang=en");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return new Browser(new ChromeDriver(service, options));
    }

    /** Opens a tab with nothing in it. */
    Tab newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        current = driver.getWindowHandle();
        return new Tab(this, driver, current);
    }

    /** Brings a tab to the front, for all that follows. */
    void select(String handle) {
        if (!current.equals(handle)) {
            driver.switchTo().window(handle);
            current = handle;
        }
    }

    /** Closes all tabs that were opened, and forgets what the console was told. */
    void closeTabs() {
        for (String handle : driver.getWindowHandles()) {
            if (!handle.equals(first)) {
                driver.switchTo().window(handle).close();
            }
        }
        driver.switchTo().window(first);
        current = first;
        complaints();
    }

    /** Returns what the console was told since the last time: errors and warnings, of pages and of the browser. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
