-- Every bid as it is: what the engine costs without work.
SELECT auction, bidder, price, date_time, extra
FROM nexmark.bid
