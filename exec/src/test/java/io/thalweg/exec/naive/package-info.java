/// Runs plans a row at a time in the plainest way: the oracle for operators and for the runtime.
/// Rows are lists of Java values; exchanges mean nothing here.
@NullMarked
package io.thalweg.exec.naive;

import org.jspecify.annotations.NullMarked;
