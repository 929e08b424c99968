#include "ui/record/auditdetail.h"

#include "models/items/auditlistmodel.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString readable(const QString &key, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return {};
    if (key.endsWith(u"_ms") && value.isDouble() && value.toDouble() > 0)
        return TimeText::utc(value.toInteger());
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isBool())
        return value.toBool() ? u"1"_s : u"0"_s;
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.toString();
}

} // namespace

QList<FieldChange> fieldChanges(const QString &beforeJson, const QString &afterJson)
{
    const QJsonObject before = QJsonDocument::fromJson(beforeJson.toUtf8()).object();
    const QJsonObject after = QJsonDocument::fromJson(afterJson.toUtf8()).object();
    QStringList keys = before.keys() + after.keys();
    keys.removeDuplicates();
    keys.sort();
    QList<FieldChange> changed;
    QList<FieldChange> same;
    for (const QString &key : std::as_const(keys)) {
        QString name = key;
        if (name.endsWith(u"_ms"))
            name.chop(3);
        name.replace(u'_', u' ');
        const FieldChange field{name, readable(key, before.value(key)), readable(key, after.value(key)),
                                before.value(key) != after.value(key)};
        (field.changed ? changed : same) << field;
    }
    return changed + same;
}

AuditDetail::AuditDetail(QWidget *parent)
    : QWidget(parent)
{
    build();
    clear();
}

void AuditDetail::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 12, 16, 12);
    m_hint = wrappedLabel(tr("Choose an entry to see what changed, field by field, and its digest."), TextStyle::Muted,
                          this);
    m_hint->setAlignment(Qt::AlignCenter);
    outer->addWidget(m_hint, 1);
    m_scroll = new QScrollArea(this);
    plainScrollDown(m_scroll);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_content = new QWidget;
    m_scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false);
    outer->addWidget(m_scroll, 1);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_sentence = wrappedLabel({}, TextStyle::BodyBold, m_content);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_who = wrappedLabel({}, TextStyle::Small, m_content);
    m_when = wrappedLabel({}, TextStyle::MonoMuted, m_content);
    m_place = wrappedLabel({}, TextStyle::SmallMuted, m_content);
    for (Label *label : {m_sentence, m_who, m_when})
        layout->addWidget(label);
    auto *place = new QHBoxLayout;
    place->addWidget(m_place, 1);
    layout->addLayout(place);
    m_open = new QPushButton(tr("Open the incident"), m_content);
    m_open->setObjectName(u"auditOpenIncident"_s);
    m_open->setAccessibleName(m_open->text());
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT incidentWanted(m_entry.incident); });
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    m_redact = new QPushButton(icon(u"trash"), tr("Redact…"), m_content);
    m_redact->setObjectName(u"auditRedact"_s);
    m_redact->setAccessibleName(tr("Ask for the redaction of what this entry says"));
    m_redact->hide();
    connect(m_redact, &QPushButton::clicked, this, [this] { Q_EMIT redactionWanted(m_entry.table, m_entry.rowId); });
    place->addWidget(m_redact);
    buildFields();
    layout->addWidget(m_fields, 1);
    auto *row = new QHBoxLayout;
    auto *what = new ElidedLabel(tr("Hash of the entry, SHA-256"), TextStyle::FinePrint, m_content);
    what->setToolTip(tr("The next entry is chained to it."));
    row->addWidget(what, 1);
    m_copy = new QPushButton(icon(u"copy"), tr("Copy"), m_content);
    m_copy->setObjectName(u"auditCopyHash"_s);
    m_copy->setAccessibleName(tr("Copy the number and hash of the entry"));
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(u"%1:%2"_s.arg(m_entry.seq).arg(m_entry.hash)); });
    row->addWidget(m_copy);
    layout->addLayout(row);
    m_hash = new Label({}, TextStyle::MonoMuted, m_content);
    m_hash->setObjectName(u"auditHash"_s);
    m_hash->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hash->setFont(monoFont(11));
    layout->addWidget(m_hash);
}

void AuditDetail::buildFields()
{
    m_fields = new QTableWidget(0, 3, m_content);
    m_fields->setObjectName(u"auditFields"_s);
    m_fields->setAccessibleName(tr("Fields before and after"));
    m_fields->setHorizontalHeaderLabels({tr("Field"), tr("Before"), tr("After")});
    m_fields->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_fields->setShowGrid(false);
    m_fields->setTabKeyNavigation(false);
    m_fields->setWordWrap(true);
    m_fields->verticalHeader()->hide();
    m_fields->horizontalHeader()->setHighlightSections(false);
    m_fields->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_fields->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_fields->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_fields->setColumnWidth(0, 110);
    m_fields->setMinimumHeight(110);
}

void AuditDetail::setEntry(const AuditEntry &entry)
{
    m_entry = entry;
    m_sentence->setText(entry.sentence);
    m_who->setText(entry.role.isEmpty()
                       ? entry.personName
                       : tr("%1, as %2").arg(entry.personName, QString(entry.role).replace(u'_', u' ')));
    m_when->setText(TimeText().both(entry.instantMs));
    m_place->setText(tr("Entry %1 · %2 of %3").arg(QString::number(entry.seq), entry.operation, auditPlace(entry)));
    m_open->setVisible(m_link && entry.incident.isValid());
    m_redact->setVisible(m_redacts && entry.redactable);
    m_hash->setText(QString(entry.hash).insert(32, u'\n'));
    fillFields(entry);
    m_hint->hide();
    m_scroll->show();
}

void AuditDetail::fillFields(const AuditEntry &entry)
{
    const QList<FieldChange> fields = fieldChanges(entry.beforeJson, entry.afterJson);
    m_fields->setRowCount(static_cast<int>(fields.size()));
    for (int row = 0; row < fields.size(); ++row) {
        const FieldChange &f = fields.at(row);
        const QStringList cells{f.name, f.before, f.after};
        for (int column = 0; column < 3; ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setToolTip(cells.at(column));
            item->setFont(f.changed     ? (column == 0 ? smallBoldFont() : monoFont(11))
                          : column == 0 ? smallFont()
                                        : monoFont(11));
            if (!f.changed)
                item->setForeground(palette().placeholderText());
            m_fields->setItem(row, column, item);
        }
    }
    m_fields->setColumnHidden(1, entry.beforeJson.isEmpty());
    m_fields->scrollToTop();
}

void AuditDetail::clear()
{
    m_scroll->hide();
    m_hint->show();
}

void AuditDetail::setIncidentLink(bool offered)
{
    m_link = offered;
}

void AuditDetail::offerRedaction(const QString &whyNot)
{
    m_redacts = true;
    m_redact->setVisible(m_entry.redactable);
    m_redact->setEnabled(whyNot.isEmpty());
    m_redact->setToolTip(whyNot.isEmpty() ? tr("Content that may not be kept: legal and the incident manager together")
                                          : whyNot);
}

} // namespace tocsin
