/// Prints plans: text for people, JSON for tools, DOT for Graphviz.
@NullMarked
package io.thalweg.planner.explain;

import org.jspecify.annotations.NullMarked;
