package io.callyard.benchmarks.database;

import java.util.ArrayList;
import java.util.List;

/** Prints rows as a Markdown table whose columns line up. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
        // A run of many minutes shows what it has so far.
        System.err.println(String.join(" | ", row));
    }

    public void print() {
        System.out.println();
        for (int i = 0; i < rows.size(); i++) {
            System.out.println(line(rows.get(i), ' '));
            if (i == 0) {
                System.out.println(line(rows.get(0).stream().map(head -> "---").toList(), '-'));
            }
        }
        System.out.println();
    }

    private String line(List<String> cells, char filler) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(filler == '-' ? '-' : ' ')
                    .append(cell)
                    .append(String.valueOf(filler).repeat(width(column) - cell.length()))
                    .append(filler == '-' ? '-' : ' ')
                    .append('|');
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
