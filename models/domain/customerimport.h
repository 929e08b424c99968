#pragma once

#include <QList>
#include <QString>

namespace tocsin {

/** Where something stood in a file. */
struct ImportPlace
{
    QString file;
    QString row; ///< "line 12", "value[3]"
};

/** What is wrong with, or worth knowing about, one field of one row. */
struct ImportFinding
{
    ImportPlace place;
    QString field;
    QString text;
    bool isError = true; ///< the row was not taken
};

/** A customer, as a file names it. */
struct ImportedCustomer
{
    ImportPlace place;
    QString name;
    QString country;
    QString language;
    QString sector;
    QString tenantRef; ///< of the tenant that it is
};

/** What a customer has. `customer` may be empty where the tenant says whose it is. */
struct ImportedSubscription
{
    ImportPlace place;
    QString customer;
    QString name;
    QString kind;
    QString ref;
    QString tenantRef;
};

/** Somebody to be told; of a subscription by its number or name, of a tenant, or of the whole customer. */
struct ImportedContact
{
    ImportPlace place;
    QString customer;
    QString subscription;
    QString subscriptionRef;
    QString tenantRef;
    QString name;
    QString email;
    QString phone;
    QString kind; ///< "security", "administrator"
};

/** What one or several files say, before anybody looked at the database. */
struct CustomerFile
{
    QList<ImportedCustomer> customers;
    QList<ImportedSubscription> subscriptions;
    QList<ImportedContact> contacts;
    QList<ImportFinding> findings;
    QString name;   ///< of the files
    QString sha256; ///< over their bytes, in order

    void add(const CustomerFile &other)
    {
        customers += other.customers;
        subscriptions += other.subscriptions;
        contacts += other.contacts;
        findings += other.findings;
    }
};

/** What the import does with one thing. */
enum class ImportAction { New, Changed, Same, Refused };

struct ImportLine
{
    ImportPlace place;
    ImportAction action = ImportAction::New;
    QString what; ///< "customer", "subscription", "contact", or the field a refusal is about
    QString text;
};

/** The preview, and the report after it: what is done with each row. */
struct ImportPlan
{
    QList<ImportLine> lines;
    int created = 0;
    int changed = 0;
    int same = 0;
    int refused = 0;
    int notes = 0;

    /** A line, counted. */
    void add(const ImportPlace &place, ImportAction action, const QString &what, const QString &text)
    {
        lines.append({place, action, what, text});
        (action == ImportAction::New       ? created
         : action == ImportAction::Changed ? changed
         : action == ImportAction::Same    ? same
                                           : refused)++;
    }
    /** What reading the files found: a row that was not taken, or a note. */
    void add(const QList<ImportFinding> &findings)
    {
        for (const ImportFinding &f : findings) {
            if (f.isError) {
                add(f.place, ImportAction::Refused, f.field, f.text);
            } else {
                lines.append({f.place, ImportAction::Same, f.field, f.text});
                ++notes;
            }
        }
    }
};

} // namespace tocsin
