/// What continuous queries need besides tasks: which parts of a plan never end ([StreamShape]), how
/// epochs become durable ([Durability]), and the question whether all sources have handed out what
/// they have ([CatchUps]).
///
/// Called by `query`, whose coordinator ends the epochs; knows no task. What is on its way keeps
/// the query from being released through [Holds]. Uses `checkpoint` and `operator`.
@NullMarked
package io.thalweg.exec.runtime.stream;

import org.jspecify.annotations.NullMarked;
