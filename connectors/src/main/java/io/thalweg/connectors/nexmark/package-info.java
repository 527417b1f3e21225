/// The catalog `nexmark` and `WITH (connector = 'nexmark')`: the auction site of the Nexmark suite,
/// generated while it is read.
///
/// One sequence of events, of which every 50 are one person, three auctions and 46 bids; each table
/// shows the events of its kind. Event `n` is a function of the seed and `n` alone: the same in
/// every run, split and projection. `nexmark.bid` is `nexmark.e1m.bid`: a million events at 10,000
/// a second of event time; `e10m`, `e500k` and so on are other sizes. Called by the composition
/// root and, through the connector SPI, by planner and execution. Uses core, `connectors.generator`
/// and the checked options of `connectors.options`.
@NullMarked
package io.thalweg.connectors.nexmark;

import org.jspecify.annotations.NullMarked;
