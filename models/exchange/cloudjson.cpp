#include "models/exchange/cloudjson.h"

#include "models/exchange/jsonscan.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxDepth = 64;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

/** A text, where tools write null as a word too. */
QString textOf(const QJsonObject &o, const QString &key)
{
    const QJsonValue v = o.value(key);
    const QString text = v.isDouble() ? QString::number(v.toDouble(), 'f', 0) : v.toString().trimmed();
    return text == u"null" ? QString() : text;
}

/** What follows "/subscriptions/" in an identifier or a scope, whatever its case. */
QString subscriptionIn(const QString &path)
{
    static const QRegularExpression form(u"(?:^|/)subscriptions/([^/]+)"_s, QRegularExpression::CaseInsensitiveOption);
    return form.match(path).captured(1);
}

/** One reading of a file: each object is taken for what it looks like. */
class CloudReader
{
public:
    explicit CloudReader(CustomerFile &file)
        : m_file(file)
    {
    }
    void walk(const QJsonValue &value, const QString &path, const QString &subscription);

private:
    void note(const QString &path, const QString &field, const QString &text, bool isError)
    {
        m_file.findings.append({{m_file.name, path.isEmpty() ? tr("the file") : path}, field, text, isError});
    }
    [[nodiscard]] ImportPlace at(const QString &path) const { return {m_file.name, path.isEmpty() ? u"$"_s : path}; }
    void list(const QJsonArray &items, const QString &path, const QString &subscription);
    bool container(const QJsonObject &o, const QString &path, const QString &subscription);
    void item(const QJsonObject &o, const QString &path, const QString &subscription);
    void securityContact(const QJsonObject &o, const QString &path, const QString &subscription);
    void roleAssignment(const QJsonObject &o, const QString &path, const QString &subscription);
    void subscription(const QJsonObject &o, const QString &path);
    void organization(const QJsonObject &o, const QString &path);
    void tenant(const QJsonObject &o, const QString &path);

    CustomerFile &m_file;
};

void CloudReader::list(const QJsonArray &items, const QString &path, const QString &subscription)
{
    if (items.isEmpty())
        note(path, u"value"_s, tr("The list is empty: nobody is named here."), false);
    for (qsizetype i = 0; i < items.size(); ++i)
        walk(items.at(i), u"%1[%2]"_s.arg(path).arg(i), subscription);
}

void CloudReader::walk(const QJsonValue &value, const QString &path, const QString &subscription)
{
    if (value.isArray()) {
        list(value.toArray(), path, subscription);
    } else if (value.isObject()) {
        if (!container(value.toObject(), path, subscription))
            item(value.toObject(), path, subscription);
    } else {
        note(path, {}, tr("This is no record."), true);
    }
}

/** Pages, answers with their request, recorded traffic: what is inside is what counts. */
bool CloudReader::container(const QJsonObject &o, const QString &path, const QString &subscription)
{
    const auto below = [&path](const QString &key) { return path.isEmpty() ? key : path + u'.' + key; };
    for (const QString &key : {u"nextLink"_s, u"@odata.nextLink"_s, u"odata.nextLink"_s})
        if (!textOf(o, key).isEmpty())
            note(path, key, tr("There are more pages than this one; import them too."), false);
    if (o.value(u"error"_s).isObject()) {
        note(path, u"error"_s,
             tr("The tool answered with an error: %1")
                 .arg(textOf(o.value(u"error"_s).toObject(), u"message"_s).left(200)),
             true);
        return true;
    }
    if (o.value(u"value"_s).isArray()) {
        list(o.value(u"value"_s).toArray(), below(u"value"_s), subscription);
        return true;
    }
    QString asked = textOf(o.value(u"parameters"_s).toObject(), u"subscriptionId"_s);
    if (asked.isEmpty())
        asked = subscriptionIn(textOf(o.value(u"parameters"_s).toObject(), u"scope"_s));
    if (asked.isEmpty())
        asked = subscriptionIn(textOf(o.value(u"request"_s).toObject(), u"url"_s) + textOf(o, u"uri"_s) +
                               textOf(o, u"url"_s));
    if (asked.isEmpty())
        asked = subscription;
    if (const QJsonObject responses = o.value(u"responses"_s).toObject(); !responses.isEmpty()) {
        for (auto it = responses.begin(); it != responses.end(); ++it)
            if (const QJsonValue body = it.value().toObject().value(u"body"_s); !body.isUndefined())
                walk(body, below(u"responses.%1.body"_s.arg(it.key())), asked);
        return true;
    }
    for (const QString &key : {u"body"_s, u"response"_s, u"properties.body"_s}) {
        const QJsonValue inner = o.value(key);
        if (inner.isObject() || inner.isArray()) {
            walk(inner, below(key), asked);
            return true;
        }
        if (inner.isString() && !o.contains(u"id"_s)) { // recorded traffic keeps the answer as text
            const QJsonDocument document = QJsonDocument::fromJson(inner.toString().toUtf8());
            if (document.isNull())
                note(below(key), {}, tr("What was answered is no JSON."), true);
            else
                walk(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), below(key),
                     asked);
            return true;
        }
    }
    return false;
}

void CloudReader::item(const QJsonObject &o, const QString &path, const QString &asked)
{
    const QString type = textOf(o, u"type"_s).toCaseFolded(), id = textOf(o, u"id"_s);
    const QJsonObject properties = o.value(u"properties"_s).toObject();
    if (type.contains(u"securitycontact"_s) || id.contains(u"/securityContact"_s, Qt::CaseInsensitive) ||
        o.contains(u"alertNotifications"_s) || o.contains(u"notificationsByRole"_s))
        return securityContact(o, path, asked);
    if (type.contains(u"roleassignment"_s) || o.contains(u"roleDefinitionName"_s) ||
        properties.contains(u"roleDefinitionId"_s))
        return roleAssignment(o, path, asked);
    if (o.contains(u"securityComplianceNotificationMails"_s) || o.contains(u"technicalNotificationMails"_s) ||
        o.contains(u"verifiedDomains"_s))
        return organization(o, path);
    if (o.contains(u"subscriptionId"_s) || o.contains(u"environmentName"_s) || o.contains(u"cloudName"_s))
        return subscription(o, path);
    if (o.contains(u"tenantId"_s))
        return tenant(o, path);
    note(path, {},
         tr("This is none of the records that are known: subscription, tenant, organisation, security contact, "
            "role assignment."),
         true);
}

void CloudReader::securityContact(const QJsonObject &o, const QString &path, const QString &asked)
{
    // Older tools print the properties flat.
    const QJsonObject p = o.contains(u"properties"_s) ? o.value(u"properties"_s).toObject() : o;
    ImportedContact contact;
    contact.place = at(path);
    contact.subscriptionRef = subscriptionIn(textOf(o, u"id"_s));
    if (contact.subscriptionRef.isEmpty())
        contact.subscriptionRef = asked;
    contact.kind = u"security"_s;
    contact.phone = textOf(p, u"phone"_s);
    if (contact.subscriptionRef.isEmpty()) {
        note(path, u"id"_s, tr("It does not say of which subscription it is."), true);
        return;
    }
    const QString field = p.contains(u"emails"_s) ? u"emails"_s : u"email"_s;
    QString emails = textOf(p, field);
    if (p.value(field).isArray()) {
        QStringList parts;
        for (const QJsonValue &each : p.value(field).toArray())
            parts << each.toString();
        emails = parts.join(u';');
    }
    if (emails.isEmpty()) {
        note(path, field, tr("No address: nobody is told there, unless by role."), false);
        return;
    }
    const QJsonValue alerts = p.value(u"alertNotifications"_s);
    const QString state = alerts.isObject() ? textOf(alerts.toObject(), u"state"_s) : alerts.toString();
    if (state.compare(u"off"_s, Qt::CaseInsensitive) == 0 || p.value(u"isEnabled"_s) == QJsonValue(false))
        note(path, u"alertNotifications"_s, tr("Alerts are turned off there; for a notice they are told all the same."),
             false);
    addContacts(contact, emails, field, m_file);
}

void CloudReader::roleAssignment(const QJsonObject &o, const QString &path, const QString &asked)
{
    const QJsonObject p = o.contains(u"properties"_s) ? o.value(u"properties"_s).toObject() : o;
    static const QMap<QString, QString> known = {
        {u"8e3af657-a8ff-443c-a75c-2fe8c4bcb635"_s, u"Owner"_s},
        {u"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"_s, u"User Access Administrator"_s}};
    QString role = textOf(p, u"roleDefinitionName"_s);
    if (role.isEmpty())
        role = known.value(textOf(p, u"roleDefinitionId"_s).section(u'/', -1).toLower());
    const QString folded = role.toCaseFolded();
    if (!folded.contains(u"owner"_s) && !folded.contains(u"administrator"_s)) {
        note(path, u"roleDefinitionName"_s,
             tr("%1 is no administrator; left out.").arg(role.isEmpty() ? tr("A role of its own") : role), false);
        return;
    }
    ImportedContact contact;
    contact.place = at(path);
    contact.kind = u"administrator"_s;
    contact.subscriptionRef = subscriptionIn(textOf(p, u"scope"_s));
    if (contact.subscriptionRef.isEmpty())
        contact.subscriptionRef = subscriptionIn(textOf(o, u"id"_s));
    if (contact.subscriptionRef.isEmpty())
        contact.subscriptionRef = asked;
    if (contact.subscriptionRef.isEmpty()) {
        note(path, u"scope"_s, tr("It does not say of which subscription it is."), true);
        return;
    }
    const QString name = textOf(p, u"principalName"_s), kind = textOf(p, u"principalType"_s);
    if (name.isEmpty()) {
        note(path, u"principalName"_s,
             tr("The principal has a number and no name: %1").arg(textOf(p, u"principalId"_s)), true);
        return;
    }
    contact.name = name;
    const bool address = name.contains(u'@') && kind.compare(u"Group"_s, Qt::CaseInsensitive) != 0 &&
                         kind.compare(u"ServicePrincipal"_s, Qt::CaseInsensitive) != 0;
    if (address)
        contact.name.clear();
    addContacts(contact, address ? name : QString(), u"principalName"_s, m_file);
}

void CloudReader::subscription(const QJsonObject &o, const QString &path)
{
    ImportedSubscription s;
    s.place = at(path);
    s.ref = textOf(o, u"subscriptionId"_s);
    if (s.ref.isEmpty())
        s.ref = textOf(o, u"id"_s).section(u'/', -1);
    s.name = textOf(o, u"displayName"_s);
    if (s.name.isEmpty())
        s.name = textOf(o, u"name"_s);
    if (s.name.isEmpty())
        s.name = s.ref;
    s.kind = u"subscription"_s;
    s.tenantRef = textOf(o, u"tenantId"_s);
    if (s.tenantRef.isEmpty())
        s.tenantRef = textOf(o, u"homeTenantId"_s);
    if (s.ref.isEmpty()) {
        note(path, u"subscriptionId"_s, tr("The subscription has no number."), true);
        return;
    }
    if (const QString wrong = wrongLine(s.name + s.ref + s.tenantRef); !wrong.isEmpty()) {
        note(path, u"displayName"_s, wrong, true);
        return;
    }
    const QString state = textOf(o, u"state"_s);
    if (!state.isEmpty() && state.compare(u"Enabled"_s, Qt::CaseInsensitive) != 0)
        note(path, u"state"_s, tr("%1 is %2 there.").arg(s.name, state), false);
    m_file.subscriptions.append(s);
}

void CloudReader::tenant(const QJsonObject &o, const QString &path)
{
    ImportedCustomer c;
    c.place = at(path);
    c.tenantRef = textOf(o, u"tenantId"_s);
    c.name = textOf(o, u"displayName"_s);
    if (c.name.isEmpty())
        c.name = textOf(o, u"defaultDomain"_s);
    c.country = textOf(o, u"countryCode"_s).toUpper();
    if (c.name.isEmpty() || c.tenantRef.isEmpty()) {
        note(path, u"displayName"_s, tr("The tenant has no name or no number."), true);
        return;
    }
    if (const QString wrong = wrongLine(c.name + c.tenantRef); !wrong.isEmpty()) {
        note(path, u"displayName"_s, wrong, true);
        return;
    }
    if (c.country.size() != 2)
        c.country.clear();
    m_file.customers.append(c);
}

void CloudReader::organization(const QJsonObject &o, const QString &path)
{
    ImportedCustomer c;
    c.place = at(path);
    c.tenantRef = textOf(o, u"id"_s);
    c.name = textOf(o, u"displayName"_s);
    c.country = textOf(o, u"countryLetterCode"_s).toUpper();
    c.language = textOf(o, u"preferredLanguage"_s).section(u'-', 0, 0).toLower();
    if (c.name.isEmpty() || c.tenantRef.isEmpty()) {
        note(path, u"displayName"_s, tr("The organisation has no name or no number."), true);
        return;
    }
    if (const QString wrong = wrongLine(c.name); !wrong.isEmpty()) {
        note(path, u"displayName"_s, wrong, true);
        return;
    }
    m_file.customers.append(c);
    ImportedContact contact;
    contact.place = c.place;
    contact.tenantRef = c.tenantRef;
    const auto mails = [&](const QString &key, const QString &kind) {
        contact.kind = kind;
        for (const QJsonValue &each : o.value(key).toArray())
            addContacts(contact, each.toString(), key, m_file);
    };
    if (o.value(u"securityComplianceNotificationMails"_s).toArray().isEmpty())
        note(path, u"securityComplianceNotificationMails"_s, tr("Nobody is named for security there."), false);
    mails(u"securityComplianceNotificationMails"_s, u"security"_s);
    mails(u"technicalNotificationMails"_s, u"administrator"_s);
    contact.kind = u"security"_s;
    addContacts(contact, textOf(o.value(u"privacyProfile"_s).toObject(), u"contactEmail"_s),
                u"privacyProfile.contactEmail"_s, m_file);
}

} // namespace

void readCloudJson(const QByteArray &given, CustomerFile &file)
{
    QByteArray bytes = given.trimmed();
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.mid(3);
    const ImportPlace whole{file.name, tr("the file")};
    const JsonScan scan = scanJson(bytes, kMaxDepth);
    if (scan.nulAt >= 0 || scan.depth >= kMaxDepth) {
        file.findings.append(
            {whole, {}, scan.nulAt >= 0 ? tr("It has a NUL byte.") : tr("It is nested too deeply."), true});
        return;
    }
    CloudReader reader(file);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isNull()) {
        reader.walk(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {}, {});
        return;
    }
    // One record a line, as streams of answers are kept.
    const QList<QByteArray> lines = bytes.split('\n');
    const bool perLine = lines.size() > 1 && !QJsonDocument::fromJson(lines.first().trimmed()).isNull();
    if (!perLine) {
        file.findings.append({{file.name, tr("byte %1").arg(error.offset)},
                              {},
                              tr("It is no valid JSON: %1").arg(error.errorString()),
                              true});
        return;
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i).trimmed();
        if (line.isEmpty())
            continue;
        const QString path = tr("line %1").arg(i + 1);
        const QJsonDocument one = QJsonDocument::fromJson(line, &error);
        if (one.isNull())
            file.findings.append({{file.name, path}, {}, tr("It is no valid JSON: %1").arg(error.errorString()), true});
        else
            reader.walk(one.isArray() ? QJsonValue(one.array()) : QJsonValue(one.object()), path, {});
    }
}

} // namespace tocsin
