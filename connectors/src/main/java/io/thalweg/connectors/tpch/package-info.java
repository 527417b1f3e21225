/// The catalog `tpch`: the tables of TPC-H at any scale, generated while they are read.
///
/// `tpch.sf1.lineitem`, `tpch.tiny.nation`, `tpch."sf0.1".orders`. The rows are those of dbgen.
/// Called by the composition root and, through the connector SPI, by planner and execution. Uses
/// core and `io.trino.tpch`.
@NullMarked
package io.thalweg.connectors.tpch;

import org.jspecify.annotations.NullMarked;
