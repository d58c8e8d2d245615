module scoreline.dev/consumer

go 1.19
