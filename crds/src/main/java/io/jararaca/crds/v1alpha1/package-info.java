/**
 * The resources people apply, group {@code jararaca.io}, version {@code v1alpha1}. The YAML of
 * their definitions is generated from these types; each {@code @JsonPropertyDescription} is what
 * {@code kubectl explain} shows.
 *
 * <p>Compact constructors fill in the same defaults as the schema, so a manifest that never met an
 * API server reads like one that did. Unknown fields are ignored and an unreadable spec is kept as
 * such, so that one resource written for another version never stops the others.
 */
@NullMarked
package io.jararaca.crds.v1alpha1;

import org.jspecify.annotations.NullMarked;
