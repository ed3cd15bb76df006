package io.callyard.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One tab of the browser. Whatever is asked of it brings it to the front first. */
final class Tab {
    /** Reached only if something is broken, however busy the machine is. */
    static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("callyard.browser.patience", 60));

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MOST_WORDS = 800;

    /** While a page changes, what was found may be gone, covered or not yet there. */
    private static final List<Class<? extends WebDriverException>> RETRIED = List.of(
            NotFoundException.class,
            StaleElementReferenceException.class,
            ElementNotInteractableException.class,
            JavascriptException.class);

    private final Browser browser;
    private final ChromeDriver driver;
    private final String handle;

    Tab(Browser browser, ChromeDriver driver, String handle) {
        this.browser = browser;
        this.driver = driver;
        this.handle = handle;
    }

    Tab open(String url) {
        front().get(url);
        return this;
    }

    void reload() {
        front().navigate().refresh();
    }

    /** Runs a script as the body of a function, with {@code arguments}, and returns what it returns. */
    @Nullable
    Object script(String body, Object... arguments) {
        return front().executeScript(body, arguments);
    }

    /** Has a script run in every page that this tab opens from now on, before the page's own. */
    void beforeEachPage(String script) {
        front().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Returns the text of the first element, null if there is none. */
    @Nullable
    String text(String css) {
        return (String) script("return document.querySelector(arguments[0])?.textContent ?? null", css);
    }

    /** Returns an attribute of the first element, null if there is none. */
    @Nullable
    String attribute(String css, String name) {
        return (String)
                script("return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? null", css, name);
    }

    int count(String css) {
        return (int) number("return document.querySelectorAll(arguments[0]).length", css);
    }

    double number(String body, Object... arguments) {
        Object answer = script(body, arguments);
        if (answer instanceof Number number) {
            return number.doubleValue();
        }
        throw new AssertionError("no number: " + answer);
    }

    /** Returns whether the first element can be seen. */
    boolean isVisible(String css) {
        return Boolean.TRUE.equals(script(
                "return document.querySelector(arguments[0])?.checkVisibility({visibilityProperty: true}) ?? false",
                css));
    }

    /** Returns the elements that can be seen. */
    List<WebElement> visible(String css) {
        return front().findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    void click(String css) {
        await("a click on " + css, () -> {
            front().findElement(By.cssSelector(css)).click();
            return true;
        });
    }

    /** Presses keys, one after the other, wherever the focus is. */
    void press(CharSequence... keys) {
        front();
        new Actions(driver).sendKeys(keys).perform();
    }

    void awaitVisible(String css) {
        await(css + " to be seen", () -> isVisible(css));
    }

    void awaitGone(String css) {
        await(css + " to be gone", () -> !isVisible(css));
    }

    void awaitText(String css, String part) {
        await(css + " to say " + part, () -> {
            String text = text(css);
            return text != null && text.contains(part);
        });
    }

    void awaitAttribute(String css, String name, String value) {
        await(css + " to have " + name + "=" + value, () -> value.equals(attribute(css, name)));
    }

    void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    /** Asks again and again until the answer is yes. */
    void await(String what, Duration patience, BooleanSupplier condition) {
        new WebDriverWait(front(), patience, POLL)
                .ignoreAll(RETRIED)
                .withMessage(() ->
                        "waited for " + what + "; the page: " + glance() + "; the console: " + browser.complaints())
                .until(any -> condition.getAsBoolean());
    }

    /** Asks again and again until there is an answer. */
    <T> T awaitAnswer(String what, Supplier<@Nullable T> question) {
        return new WebDriverWait(front(), PATIENCE, POLL)
                .withMessage(() -> "waited for " + what)
                .until(any -> question.get());
    }

    /** Makes the page as large as a screen of {@code width} × {@code height} CSS pixels. */
    void resize(int width, int height, boolean isMobile) {
        front().executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isMobile));
    }

    /** Has the page believe that its user prefers something: {@code prefers-color-scheme}, {@code dark}. */
    void prefer(Map<String, String> features) {
        front().executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "features",
                                features.entrySet().stream()
                                        .map(one -> Map.of("name", one.getKey(), "value", one.getValue()))
                                        .toList()));
    }

    /** Returns what the browser has counted of a page's work, in seconds or pieces. */
    Map<String, Double> metrics() {
        front().executeCdpCommand("Performance.enable", Map.of());
        Map<String, Double> metrics = new LinkedHashMap<>();
        ((List<?>) front().executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics")).forEach(each -> {
            Map<?, ?> one = (Map<?, ?>) each;
            metrics.put((String) one.get("name"), ((Number) one.get("value")).doubleValue());
        });
        return metrics;
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, front().getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ChromeDriver front() {
        browser.select(handle);
        return driver;
    }

    /** What can be read on the page, for messages. */
    private String glance() {
        Object text = script("return JSON.stringify({...document.body.dataset}) + ' ' + document.body.innerText");
        String words = String.valueOf(text).replaceAll("\\s+", " ");
        return words.substring(0, Math.min(MOST_WORDS, words.length()));
    }
}
