// What encoding/json passes over (a field that is missing, null where there has to be a value), and where a value is of a wrong type.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Reads JSON into target, a pointer to a struct of scoreline_types.go.
func read(source []byte, target interface{}) (interface{}, error) {
	var value interface{}
	if err := json.Unmarshal(source, &value); err != nil {
		return nil, err
	}
	if err := check(value, reflect.TypeOf(target).Elem(), ""); err != nil {
		return nil, err
	}
	return target, json.Unmarshal(source, target)
}

// Compares a value that is not null with its type.
func check(value interface{}, wanted reflect.Type, pointer string) error {
	if wanted.Kind() == reflect.Ptr {
		wanted = wanted.Elem()
	}
	if !fits(value, wanted) {
		return fmt.Errorf("%s must be of type %s, is %s", pointer, wanted, shown(value))
	}
	switch value := value.(type) {
	case map[string]interface{}:
		if wanted.Kind() == reflect.Struct {
			return checkFields(value, wanted, pointer)
		}
		for name, member := range value {
			if err := checkMember(member, wanted.Elem(), false, pointer+"/"+name); err != nil {
				return err
			}
		}
	case []interface{}:
		for index, item := range value {
			if err := checkMember(item, wanted.Elem(), false, pointer+"/"+strconv.Itoa(index)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Without omitempty in its tags a field has to be there, without nullable it is not null.
func checkFields(value map[string]interface{}, wanted reflect.Type, pointer string) error {
	for i := 0; i < wanted.NumField(); i++ {
		field := wanted.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		at := pointer + "/" + name
		member, present := value[name]
		if !present && options != "omitempty" {
			return fmt.Errorf("%s is missing", at)
		}
		if present {
			if err := checkMember(member, field.Type, field.Tag.Get("nullable") != "", at); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkMember(member interface{}, wanted reflect.Type, nullable bool, pointer string) error {
	if member == nil {
		if nullable {
			return nil
		}
		return fmt.Errorf("%s is null, and must not be", pointer)
	}
	return check(member, wanted, pointer)
}

func fits(value interface{}, wanted reflect.Type) bool {
	if wanted == reflect.TypeOf(time.Time{}) {
		text, isText := value.(string)
		_, err := time.Parse(time.RFC3339Nano, text)
		return isText && err == nil
	}
	switch wanted.Kind() {
	case reflect.String:
		text, isText := value.(string)
		return isText && isOneOf(text, wanted)
	case reflect.Bool:
		_, fits := value.(bool)
		return fits
	case reflect.Float64:
		_, fits := value.(float64)
		return fits
	case reflect.Int64:
		number, fits := value.(float64)
		return fits && number == math.Trunc(number)
	case reflect.Slice:
		_, fits := value.([]interface{})
		return fits
	case reflect.Struct, reflect.Map:
		_, fits := value.(map[string]interface{})
		return fits
	}
	return true
}

// An enumeration is text of some words.
type enumeration interface{ Words() []string }

func isOneOf(text string, wanted reflect.Type) bool {
	words, isEnumeration := reflect.Zero(wanted).Interface().(enumeration)
	if !isEnumeration {
		return true
	}
	for _, word := range words.Words() {
		if word == text {
			return true
		}
	}
	return false
}

func shown(value interface{}) string {
	text, _ := json.Marshal(value)
	if len(text) > 60 {
		return string(text[:60]) + "…"
	}
	return string(text)
}
