// Reads one message of Scoreline and prints what it says: go run . [FILE], or from standard input.
//
// A message is an event (a CloudEvent in structured JSON, as it stands in a queue) or a statistics document. Exit code 0: printed;
// 1: refused, and standard error says what is wrong and where.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
)

func main() {
	source, err := source()
	if err == nil {
		var message interface{}
		if message, err = ReadMessage(source); err == nil {
			err = tell(message)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "Refused:", err)
		os.Exit(1)
	}
}

// ReadMessage gives the message as a pointer to its type.
func ReadMessage(source []byte) (interface{}, error) {
	var message map[string]interface{}
	if err := json.Unmarshal(source, &message); err != nil {
		return nil, err
	}
	_, isEvent := message["specversion"]
	_, hasType := message["type"]
	_, isDocument := message["$schema"]
	// A document says in $schema what it is, an event in type.
	if isDocument || !isEvent && !hasType {
		schema, err := textOf(message, "$schema")
		for beginning, create := range Documents {
			if err == nil && strings.HasPrefix(schema, beginning) {
				return read(source, create())
			}
		}
		if err == nil {
			err = fmt.Errorf("/$schema is %q, which is not known here", schema)
		}
		return nil, err
	}
	name, err := textOf(message, "type")
	if err != nil {
		return nil, err
	}
	create, known := Events[name]
	if !known {
		// Another major version says something else: whoever guesses reads it wrongly.
		return nil, fmt.Errorf("/type is %q, which is not known here", name)
	}
	return read(source, create())
}

func textOf(message map[string]interface{}, name string) (string, error) {
	member, present := message[name]
	if !present {
		return "", fmt.Errorf("/%s is missing", name)
	}
	text, isText := member.(string)
	if !isText {
		return "", fmt.Errorf("/%s must be of type string, is %s", name, shown(member))
	}
	return text, nil
}

func source() ([]byte, error) {
	if len(os.Args) > 1 {
		return os.ReadFile(os.Args[1])
	}
	return io.ReadAll(os.Stdin)
}

func tell(message interface{}) error {
	said, err := json.MarshalIndent(message, "", "  ")
	if err == nil {
		fmt.Printf("%s %s\n", reflect.TypeOf(message).Elem().Name(), said)
	}
	return err
}
