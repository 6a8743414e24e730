CREATE TABLE reports (
	id TEXT NOT NULL,
	source TEXT NOT NULL,
	outlet TEXT,
	day INTEGER,
	model TEXT NOT NULL,
	body BLOB NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE judgements (
	n INTEGER NOT NULL,
	kind TEXT NOT NULL,
	a TEXT NOT NULL,
	b TEXT NOT NULL,
	why TEXT NOT NULL,
	who TEXT NOT NULL,
	at TEXT NOT NULL,
	undone TEXT,
	PRIMARY KEY (n)
);
CREATE TABLE told (
	report TEXT NOT NULL,
	body BLOB NOT NULL,
	PRIMARY KEY (report)
);
CREATE TABLE accounts (
	id TEXT NOT NULL,
	report TEXT NOT NULL,
	event TEXT NOT NULL,
	body BLOB NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_accounts_report ON accounts (report);
CREATE INDEX ix_accounts_event ON accounts (event);
CREATE TABLE keys (
	"key" BIGINT NOT NULL,
	day INTEGER NOT NULL,
	report TEXT NOT NULL
);
CREATE INDEX keys_by_key ON keys ("key", day, report);
CREATE TABLE pairs (
	a TEXT NOT NULL,
	b TEXT NOT NULL,
	score FLOAT NOT NULL,
	PRIMARY KEY (a, b)
);
CREATE INDEX ix_pairs_b ON pairs (b);
CREATE TABLE copies (
	report TEXT NOT NULL,
	"of" TEXT NOT NULL,
	body BLOB NOT NULL,
	PRIMARY KEY (report, "of")
);
CREATE INDEX ix_copies_of ON copies ("of");
CREATE TABLE bands (
	band BIGINT NOT NULL,
	report TEXT NOT NULL
);
CREATE INDEX ix_bands_report ON bands (report);
CREATE INDEX ix_bands_band ON bands (band);
CREATE TABLE events (
	id TEXT NOT NULL,
	type TEXT NOT NULL,
	status TEXT NOT NULL,
	grade INTEGER NOT NULL,
	first_day INTEGER,
	last_day INTEGER,
	country TEXT,
	reports INTEGER NOT NULL,
	body BLOB NOT NULL,
	PRIMARY KEY (id)
);
