/// Many clients of one server at once, every answer checked.
@NullMarked
package io.thalweg.benchmarks.clients;

import org.jspecify.annotations.NullMarked;
