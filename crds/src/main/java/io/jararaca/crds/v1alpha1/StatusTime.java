package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An {@link java.time.Instant} of a status, written as RFC 3339 in UTC whatever the mapper's
 * settings, {@code format: date-time} in the schema. Only status has instants: the operator alone
 * writes them. Times of a spec stay strings, as people wrote them, and {@link Rfc3339} reads them
 * where the error can be shown.
 */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonFormat(shape = JsonFormat.Shape.STRING)
@interface StatusTime {}
