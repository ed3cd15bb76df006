package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The demo's page while much goes on: whether it can be read, reached and fits, and pictures of it. */
@ExtendWith(BrowserExtension.class)
@Tag("R0.7")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LooksTest {
    /** So much must have happened for a picture of a day at work. */
    private static final int HAPPENINGS = 25;

    private static final int ENDED = 2;
    private static final Duration UNTIL_LIVELY = Duration.ofMinutes(5);
    private static final String SOMEBODY_TALKS =
            "const {store} = callyard; return store.calls.values().some(({id}) => store.turns.get(id)?.length > 1)";
    private static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir
    private static Path folder;

    private static DemoProcess demo;

    private Tab tab;
    private MonitorPage page;

    @BeforeAll
    static void start() {
        demo = DemoProcess.start(folder);
        ServerApi api = new ServerApi(demo.url(), DemoProcess.TOKEN);
        api.letTheDemoCallManyAtOnce();
        for (String name : List.of("Iris Calloway", "Jonah Whitlock", "Kezia Marsh")) {
            api.post("/api/calls", "{\"phone_number\":\"+12025550154\",\"contact_name\":\"" + name + "\"}");
        }
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @BeforeEach
    void open(Browser browser) {
        tab = browser.newTab();
        tab.resize(1440, 900, false);
        page = MonitorPage.open(tab, demo.url(), DemoProcess.TOKEN);
        tab.await("a talk", UNTIL_LIVELY, () -> Boolean.TRUE.equals(tab.script(SOMEBODY_TALKS)));
    }

    @Test
    @DisplayName("text has the contrast of WCAG AA in both themes, in every view, beside and in the help")
    void canBeRead() {
        List<String> faint = new ArrayList<>();
        for (String theme : List.of("dark", "light")) {
            chooseTheme(theme);
            for (String view : MonitorPage.VIEWS) {
                page.go(view);
                faint.addAll(faint(theme + " " + view));
            }
            page.go("calls");
            openTheFirstCall();
            faint.addAll(faint(theme + " beside"));
            tab.press(Keys.ESCAPE, "?");
            tab.awaitVisible("dialog[data-panel=help]");
            faint.addAll(faint(theme + " help"));
            tab.press(Keys.ESCAPE);
        }
        assertThat(faint).isEmpty();
    }

    @Test
    @DisplayName("whatever can be pressed, typed into or read as a picture has a name")
    void hasNames() {
        List<String> nameless = new ArrayList<>();
        for (String view : MonitorPage.VIEWS) {
            page.go(view);
            List<WebElement> controls = tab.visible(
                    "button, input, select, a[href], svg[role=img], [role=img], [role=grid], meter, progress, dialog[open]");
            assertThat(controls).as(view).hasSizeGreaterThan(10);
            for (WebElement control : controls) {
                if (control.getAccessibleName().isBlank()) {
                    nameless.add(view + ": " + control.getDomProperty("outerHTML"));
                }
            }
        }
        assertThat(nameless).isEmpty();
    }

    @Test
    @DisplayName("a telephone's page of 390 px is not wider than the telephone, in any view")
    void fitsATelephone() {
        tab.resize(390, 844, true);
        List<String> wide = new ArrayList<>();
        for (String view : MonitorPage.VIEWS) {
            page.go(view);
            for (String part : List.of("html", "body", "main", "header")) {
                double beyond = tab.number(
                        "const e = document.querySelector(arguments[0]); return e.scrollWidth - e.clientWidth", part);
                if (beyond > 0) {
                    wide.add(view + ": " + part + " by " + beyond + " px");
                }
            }
            double width = tab.number("return document.documentElement.scrollWidth");
            if (width > 390) {
                wide.add(view + ": the page is " + width + " px wide");
            }
        }
        assertThat(wide).isEmpty();
    }

    @Test
    @DisplayName("nothing to press is cut off and no panel has shrunk to nothing, on a screen or a telephone")
    void cutsNothingOff() {
        List<String> cut = new ArrayList<>();
        for (int width : new int[] {1440, 390}) {
            tab.resize(width, 900, width < 500);
            for (String view : MonitorPage.VIEWS) {
                page.go(view);
                cut.addAll(cutOff(width + " " + view));
            }
        }
        tab.resize(1440, 900, false);
        page.go("overview");
        openTheFirstCall();
        cut.addAll(cutOff("1440 overview with a call beside"));
        assertThat(cut).isEmpty();
    }

    @Test
    @DisplayName("who prefers less motion gets none")
    void keepsStill() {
        assertThat(tab.number("return document.getAnimations().length"))
                .as("else it moves")
                .isPositive();

        tab.prefer(Map.of("prefers-reduced-motion", "reduce"));

        tab.await("all to keep still", () -> tab.number("return document.getAnimations().length") == 0);
    }

    /** The last: by then much has happened. */
    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("pictures: light, dark, narrow")
    void makesPictures() {
        tab.await(
                HAPPENINGS + " lines of the feed",
                UNTIL_LIVELY,
                () -> HAPPENINGS <= tab.number("return callyard.store.feed.length"));
        tab.await(
                ENDED + " calls to end",
                UNTIL_LIVELY,
                () -> page.sight().ended().size() >= ENDED);
        tab.await("a talk", UNTIL_LIVELY, () -> Boolean.TRUE.equals(tab.script(SOMEBODY_TALKS)));
        for (String theme : List.of("light", "dark")) {
            chooseTheme(theme);
            tab.resize(1440, 900, false);
            for (String view : MonitorPage.VIEWS) {
                page.go(view);
                picture(view + "-" + theme);
            }
            page.go("overview");
            openTheFirstCall();
            picture("beside-" + theme);
            tab.press(Keys.ESCAPE);
            tab.resize(390, 844, true);
            picture("narrow-" + theme);
        }
        assertThat(PICTURES.resolve("overview-light.png")).isNotEmptyFile();
        assertThat(PICTURES.resolve("narrow-dark.png")).isNotEmptyFile();
    }

    private void chooseTheme(String theme) {
        tab.await(theme, () -> {
            boolean isChosen = theme.equals(tab.attribute("html", "data-theme"));
            if (!isChosen) {
                tab.click("[data-testid=theme]");
            }
            return isChosen;
        });
    }

    private void openTheFirstCall() {
        tab.press("j", Keys.ENTER);
        tab.awaitText("[data-panel=explain]", "Number");
    }

    private List<String> cutOff(String where) {
        settle();
        return ((List<?>) tab.script(Scripts.read("cut-off.js")))
                .stream().map(what -> where + ", " + what).toList();
    }

    private List<String> faint(String where) {
        Map<?, ?> found = (Map<?, ?>) tab.script(Scripts.read("contrast.js"));
        assertThat(((Number) found.get("texts")).intValue())
                .as("texts, %s", where)
                .isGreaterThan(20);
        return ((List<?>) found.get("low"))
                .stream().map(text -> where + ", " + text).toList();
    }

    private void picture(String name) {
        settle();
        tab.screenshot(PICTURES.resolve(name + ".png"));
    }

    /** What has just been chosen is painted at the next frame. */
    private void settle() {
        tab.script("return new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))");
    }
}
