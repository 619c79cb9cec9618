package org.gatecast.lists;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.gatecast.model.EventDetails;
import org.gatecast.model.GateType;
import org.gatecast.model.Official;

/** A list as XML: everything that the printed list has, and the fields of the REST response. {@code specs/result-list.xsd} describes it. */
final class XmlList {
    static final String NAMESPACE = "urn:gatecast:result-list:1";
    private static final XMLOutputFactory FACTORY = new WstxOutputFactory();

    private final XMLStreamWriter xml;

    private XmlList(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(RaceList list) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            new XmlList(writer).document(list);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private void document(RaceList list) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("resultList");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("kind", list.kind().label());
        xml.writeAttribute("state", list.state().kind().label());
        attribute("since", list.state().since());
        attribute("protestUntil", list.state().protestUntil());
        event(list);
        race(list);
        if (list.catId() != null) {
            xml.writeStartElement("category");
            attribute("catId", list.catId());
            attribute("name", list.category() == null ? null : list.category().name());
            xml.writeEndElement();
        }
        course(list.gates());
        xml.writeStartElement("officials");
        for (Official official : list.officials()) {
            xml.writeStartElement("official");
            element("function", official.function());
            element("familyName", official.familyName());
            element("givenName", official.givenName());
            element("noc", official.noc());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        rows(RestTable.of(list));
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void event(RaceList list) throws XMLStreamException {
        EventDetails event = list.event();
        xml.writeStartElement("event");
        attribute("id", list.eventId());
        element("mainTitle", event.mainTitle());
        element("subTitle", event.subTitle());
        element("location", event.location());
        element("facility", event.facility());
        element("startDate", event.startDate());
        element("endDate", event.endDate());
        element("discipline", event.discipline());
        xml.writeEndElement();
    }

    private void race(RaceList list) throws XMLStreamException {
        xml.writeStartElement("race");
        attribute("id", list.race().raceId().value());
        attribute("classId", list.race().classId().value());
        attribute("type", list.race().raceType().json());
        attribute("status", list.race().raceStatus());
        element("className", list.raceClass() == null ? null : list.raceClass().name());
        element("longTitle", list.raceClass() == null ? null : list.raceClass().longTitle());
        element("customTitle", list.race().customTitle());
        element("startTime", list.race().startTime());
        element("weather", list.race().weather());
        xml.writeEndElement();
    }

    private void course(List<GateType> gates) throws XMLStreamException {
        xml.writeStartElement("course");
        int number = 0;
        for (GateType gate : gates) {
            xml.writeEmptyElement("gate");
            attribute("number", ++number);
            attribute("type", gate.json());
        }
        xml.writeEndElement();
    }

    private void rows(RestTable table) throws XMLStreamException {
        xml.writeStartElement("rows");
        for (List<Object> row : table.rows()) {
            xml.writeStartElement("row");
            for (int i = 0; i < row.size(); i++) {
                cell(table.fields().get(i), row.get(i));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void cell(RestTable.Field field, Object value) throws XMLStreamException {
        if (field.gate() > 0) {
            gate(field.gate(), value);
        } else if (value instanceof List<?> members) {
            for (Object member : members) {
                element("member", member);
            }
        } else {
            element(field.name(), value);
        }
    }

    private void gate(int number, Object penalty) throws XMLStreamException {
        if (penalty != null) {
            xml.writeEmptyElement("gate");
            attribute("number", number);
            attribute("penalty", penalty);
        }
    }

    /** Left out if there is no value. */
    private void element(String name, Object value) throws XMLStreamException {
        if (value != null) {
            xml.writeStartElement(name);
            xml.writeCharacters(PlainText.of(value.toString()));
            xml.writeEndElement();
        }
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        if (value != null) {
            xml.writeAttribute(name, PlainText.of(Objects.toString(value)));
        }
    }
}
