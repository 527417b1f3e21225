/// The inside of one task: a [Stage] per plan node, and the loop that advances them ([Pipeline]).
///
/// Stages hand over batches and signals through a [Slot] each. An [OperatorStage] keeps the call
/// order that operators demand, aligns barriers, and writes snapshots piece by piece between other
/// work; a [SourceStage] reads only while somebody wants rows; an [OutputStage] hands them to other
/// tasks.
///
/// Built and stepped by the tasks of `query`, each its own; nothing here is shared but
/// [NodeMetrics]. Uses `operator` and the outputs of `exchange`.
@NullMarked
package io.thalweg.exec.runtime.pipeline;

import org.jspecify.annotations.NullMarked;
