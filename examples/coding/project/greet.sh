#!/bin/sh
echo "helo"
