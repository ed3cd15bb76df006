package io.callyard.proofs;

/**
 * What a node asks a carrier for, as it travels: {@code tenant lane call attempt number}.
 *
 * @param lane the lane's name; has no spaces
 */
record Order(String tenant, String lane, String call, int attempt, String number) {
    static Order parse(String[] word, int from) {
        return new Order(word[from], word[from + 1], word[from + 2], Integer.parseInt(word[from + 3]), word[from + 4]);
    }

    String key() {
        return call + "#" + attempt;
    }

    @Override
    public String toString() {
        return tenant + " " + lane + " " + call + " " + attempt + " " + number;
    }
}
