<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ui::BrokerCard</name>
    <message numerus="yes">
        <source>%1 at %2
%n connection(s)</source>
        <translation>
            <numerusform>%1 at %2
%n connection</numerusform>
            <numerusform>%1 at %2
%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Closing</name>
    <message numerus="yes">
        <source>Stopping %1: %n broker(s) to go…</source>
        <translation>
            <numerusform>Stopping %1: %n broker to go…</numerusform>
            <numerusform>Stopping %1: %n brokers to go…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ClusterTree</name>
    <message numerus="yes">
        <source>%n AZ(s)</source>
        <translation>
            <numerusform>%n AZ</numerusform>
            <numerusform>%n AZs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::NewClusterDialog</name>
    <message numerus="yes">
        <source>%n availability zone(s)</source>
        <translation>
            <numerusform>%n availability zone</numerusform>
            <numerusform>%n availability zones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n AZ(s)</source>
        <translation>
            <numerusform>%n AZ</numerusform>
            <numerusform>%n AZs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
            <numerusform>%n brokers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StatusLine</name>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
            <numerusform>%n brokers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n controller(s)</source>
        <translation>
            <numerusform>%n controller</numerusform>
            <numerusform>%n controllers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::WelcomePage</name>
    <message numerus="yes">
        <source>%n AZ(s)</source>
        <translation>
            <numerusform>%n AZ</numerusform>
            <numerusform>%n AZs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
            <numerusform>%n brokers</numerusform>
        </translation>
    </message>
</context>
</TS>
