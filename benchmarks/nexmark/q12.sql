-- How many bids of each person are processed in each 10 seconds, by the clock of the engine.
SELECT bidder, count(*) AS bid_count, window_start AS starttime, window_end AS endtime
FROM TABLE(
  TUMBLE(
    (SELECT bidder, proctime() AS p_time FROM nexmark.bid),
    DESCRIPTOR(p_time), INTERVAL '10' SECOND))
GROUP BY bidder, window_start, window_end
