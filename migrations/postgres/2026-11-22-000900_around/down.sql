DROP TABLE mention;
DROP TABLE remark;
DROP TABLE evidence_file;
DROP TABLE evidence;
