package io.callyard.web;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name
 * @param reason what is wrong; does not repeat what it held
 */
record FieldError(String field, String reason) {}
