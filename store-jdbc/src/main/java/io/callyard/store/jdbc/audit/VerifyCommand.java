package io.callyard.store.jdbc.audit;

import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.AuditReport;
import io.callyard.store.jdbc.StoreSetupException;
import io.callyard.store.jdbc.schema.Naming;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Properties;
import org.jdbi.v3.core.JdbiException;

/**
 * The audit as a command.
 *
 * @param out where the report goes
 * @param err where it says why there is none
 * @param environment may hold the user and the password
 */
public record VerifyCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
    private static final int ALL_IS_WELL = 0;
    private static final int FINDINGS = 1;
    private static final int UNKNOWN = 2;

    /** Runs an audit. */
    @FunctionalInterface
    public interface Audit {
        /** Runs it. */
        AuditReport run(Naming naming, Connections connections);
    }

    /** Runs it, and returns what to exit with. */
    public int run(String[] args, Audit audit) {
        if (args.length < 1 || args.length > 3) {
            err.println("What to audit? jdbc:postgresql://host/database [prefix [schema]]");
            return UNKNOWN;
        }
        AuditReport report;
        try {
            Naming naming =
                    new Naming(args.length > 2 ? args[2] : null, args.length > 1 ? args[1] : Naming.DEFAULT.prefix());
            Properties login = login();
            report = audit.run(naming, () -> DriverManager.getConnection(args[0], login));
        } catch (StoreUnavailableException | StoreSetupException | IllegalArgumentException | JdbiException e) {
            err.println(e.getMessage());
            return UNKNOWN;
        }
        report.findings().forEach(out::println);
        report.unchecked().forEach(invariant -> out.println("not checked: " + invariant));
        out.println(report.findings().size() + " findings, as of " + report.at());
        if (!report.findings().isEmpty()) {
            return FINDINGS;
        }
        return report.isClean() ? ALL_IS_WELL : UNKNOWN;
    }

    private Properties login() {
        Properties login = new Properties();
        put(login, "user", "CALLYARD_DB_USER");
        put(login, "password", "CALLYARD_DB_PASSWORD");
        return login;
    }

    private void put(Properties login, String property, String variable) {
        String value = environment.get(variable);
        if (value != null) {
            login.setProperty(property, value);
        }
    }
}
