CREATE TABLE shops (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL) STRICT;
CREATE TABLE connects (shop TEXT PRIMARY KEY, begun_at INTEGER NOT NULL, facts TEXT) STRICT;
INSERT INTO shops VALUES ('shop-1772442000500', '{"id":"shop-1772442000500","practice":false,"step":"yourShop","typed_address":"corner-shop.example","found":{"asked":"https://corner-shop.example","home":"https://corner-shop.example","home_written":"https://corner-shop.example","root":"https://corner-shop.example/wp-json/","name":"The Corner Shop","plugin_route":true,"index_hidden":false,"extra_password":null,"remarks":[],"found_at":1772442000000},"keys":null,"meum_key":null,"answer_lost_at":null,"loss":"Silence","connection":null,"replaced":false,"hand_over":{"state":"pending"},"status":null,"status_problem":null,"sight":null,"sight_problem":null,"since":{},"headline_since":null,"payout_cleared_at":null,"ended":null,"secrets_left":false,"webhook":{"form":"usual"},"sent":null,"requested":null,"meum_pause":null}');
INSERT INTO settings VALUES (1, '{"current":"shop-1772442000500","scenario":"allWell"}');
PRAGMA user_version = 1;
