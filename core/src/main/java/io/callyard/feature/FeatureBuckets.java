package io.callyard.feature;

import io.callyard.model.inbound.Feature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Draws a bucket for each subject and feature: the same for ever and on every node, evenly spread, and different from
 * feature to feature, so that who gets one feature says nothing about another.
 *
 * <p>The first 8 bytes of SHA-256 over the feature's key, a zero byte and the subject in UTF-8, as an unsigned number,
 * modulo the number of buckets.
 */
final class FeatureBuckets {
    private FeatureBuckets() {}

    /** Returns the bucket, 0 to {@link Share#ALL} less one. */
    static int of(Feature feature, String subject) {
        MessageDigest digest = sha256();
        digest.update(feature.key().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(subject.getBytes(StandardCharsets.UTF_8));
        long drawn = ByteBuffer.wrap(digest.digest()).getLong();
        return (int) Long.remainderUnsigned(drawn, Share.ALL);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
