/// Tests of [io.thalweg.planner.text].
@NullMarked
package io.thalweg.planner.text;

import org.jspecify.annotations.NullMarked;
