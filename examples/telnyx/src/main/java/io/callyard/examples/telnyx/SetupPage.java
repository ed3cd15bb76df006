package io.callyard.examples.telnyx;

import io.callyard.spi.carrier.SetupFinding;
import java.util.ArrayList;
import java.util.List;

/** The page that leads from an empty account to the first calls: one document, nothing from anywhere else. */
final class SetupPage {
    private static final String STYLE = "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4em;text-align:left;"
            + "vertical-align:top}td:nth-child(2){overflow-wrap:anywhere}.OK{color:#060}.WRONG{color:#a00;font-weight:bold}"
            + ".UNKNOWN{color:#555}p.said{border-left:.3em solid #06a;padding-left:.7em}";

    private final Environment environment;
    private final StringBuilder html = new StringBuilder();
    private final List<SetupFinding> left;

    private SetupPage(Environment environment, List<SetupFinding> findings) {
        this.environment = environment;
        left = new ArrayList<>(findings);
    }

    /**
     * Writes it.
     *
     * @param findings what the check has found; empty: it has not run
     * @param formToken shows that a form comes from this page; empty: no call can be made yet
     * @param said what came of the last call; empty: there was none
     */
    static String of(Environment environment, List<SetupFinding> findings, String formToken, String said) {
        return new SetupPage(environment, findings).write(formToken, said);
    }

    private String write(String formToken, String said) {
        html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Callyard on Telnyx</title>")
                .append("<style>" + STYLE + "</style></head><body><h1>From an empty account to the first calls</h1>");
        if (!said.isEmpty()) {
            html.append("<p class=\"said\">").append(escaped(said)).append("</p>");
        }
        paragraph(
                left.isEmpty()
                        ? "The check has not run: something is not set yet. Set it in the environment of this server, and start"
                                + " it again."
                        : "The check has just run: load this page again to run it again. It changes nothing.");
        int number = 1;
        for (Step step : Steps.of(environment)) {
            step(number++, step);
        }
        calls(number, formToken);
        rest();
        return html.append("</body></html>").toString();
    }

    private void step(int number, Step step) {
        title(number, step.title());
        step.text().forEach(this::paragraph);
        html.append("<table><tr><th>Setting</th><th>has to be</th><th>is</th></tr>");
        for (Step.Row row : step.rows()) {
            html.append("<tr><td>" + escaped(row.name()) + "</td><td>" + escaped(row.value()) + "</td><td>");
            state(row);
            html.append("</td></tr>");
        }
        html.append("</table>");
    }

    private void state(Step.Row row) {
        if (!row.variable().isEmpty()) {
            String problem = environment.problem(row.variable()).orElse("");
            String state = environment.isSet(row.variable()) ? "set" : "not set";
            html.append(problem.isEmpty() ? escaped(state) : "<span class=\"WRONG\">" + escaped(problem) + "</span>");
        }
        List<SetupFinding> findings = left.stream()
                .filter(finding -> finding.subject().equals(row.subject()))
                .toList();
        left.removeAll(findings);
        findings.forEach(this::finding);
        if (findings.isEmpty() && row.variable().isEmpty()) {
            html.append("not checked");
        }
    }

    private void finding(SetupFinding finding) {
        String advice = finding.advice().isEmpty() ? "" : ". " + finding.advice() + ".";
        html.append("<div class=\"" + finding.verdict() + "\">" + finding.verdict() + ": "
                + escaped(finding.found() + advice) + "</div>");
    }

    private void calls(int number, String formToken) {
        title(number, "The first call that you make");
        if (formToken.isEmpty()) {
            paragraph("It can be made here as soon as everything above is set.");
        } else {
            paragraph(
                    "A telephone rings. Who picks up hears the assistant whose id is set, or else nothing: the monitor"
                            + " shows that it was answered.");
            html.append("<form method=\"post\" action=\"/first-call\"><input type=\"hidden\" name=\"form\" value=\""
                    + escaped(formToken) + "\"><label>Number, such as +15550100199: <input name=\"number\" type=\"tel\""
                    + " required></label> <button>Call it</button></form>");
        }
        title(number + 1, "The first call that you get");
        paragraph("Call your number from another telephone than that of step 5. You are told where you stand; yours"
                + " rings; pick up and press 1; both of you can talk. If it does not ring, the caller is told to wait:"
                + " look at the settings above.");
        if (!formToken.isEmpty()) {
            html.append("<p>All of it can be watched: <a href=\"/watch\">live monitor</a>.</p>");
        }
    }

    /** What the check says about things that no step has named. */
    private void rest() {
        if (!left.isEmpty()) {
            html.append("<h2>The check says, too</h2>");
            for (SetupFinding finding : left) {
                paragraph(finding.subject() + ":");
                finding(finding);
            }
        }
    }

    private void title(int number, String text) {
        html.append("<h2>" + number + ". " + escaped(text) + "</h2>");
    }

    private void paragraph(String text) {
        html.append("<p>" + escaped(text) + "</p>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
