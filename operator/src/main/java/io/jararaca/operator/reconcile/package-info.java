/**
 * From resources to what is declared: each replica reads every resource, decides what it means or
 * what is wrong with it, and keeps the answer in its catalog. Nothing is written here.
 */
@NullMarked
package io.jararaca.operator.reconcile;

import org.jspecify.annotations.NullMarked;
