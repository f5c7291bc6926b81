process.stderr.write('claimmark: no command line yet\n');
