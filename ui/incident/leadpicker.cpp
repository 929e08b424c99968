#include "ui/incident/leadpicker.h"

#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kShownPeople = 5;

} // namespace

LeadPicker::LeadPicker(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_unannounced(new QCheckBox(tr("&Not announced: only its leads see the mark")))
    , m_list(new QListWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 0, 0, 0);
    layout->setSpacing(8);
    m_unannounced->setObjectName(u"new-unannounced"_s);
    m_unannounced->setAccessibleName(tr("Not announced: only its leads see the mark"));
    layout->addWidget(m_unannounced);
    m_list->setObjectName(u"new-leads"_s);
    m_list->setFixedHeight(kShownPeople * (m_list->fontMetrics().lineSpacing() + 8) + 6);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_row = new FormRow(tr("&Led by"), m_list);
    m_row->setFieldName(u"leads"_s);
    m_row->setHelp(tr("For everybody else it is real, until a lead lifts it or somebody tries to declare or to send."));
    m_row->hide();
    layout->addWidget(m_row);
    connect(m_unannounced, &QCheckBox::toggled, this, [this](bool on) {
        m_row->setVisible(on);
        if (on)
            read();
        Q_EMIT changed();
    });
    connect(m_list, &QListWidget::itemChanged, this, &LeadPicker::changed);
}

void LeadPicker::watch(FormDraft &draft)
{
    draft.watch(u"unannounced"_s, m_unannounced);
    draft.watch(
        u"leads"_s,
        [this] {
            QJsonArray ids;
            for (const PersonId id : leads())
                ids.append(id.value);
            return QJsonValue(ids);
        },
        [this](const QJsonValue &value) {
            m_chosen.clear();
            for (const QJsonValue &id : value.toArray())
                m_chosen << id.toInteger();
            if (m_filled)
                read();
        });
    connect(m_list, &QListWidget::itemChanged, &draft, [this, &draft] {
        if (m_filled)
            draft.touch();
    });
}

void LeadPicker::read()
{
    m_ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this](const Result<QList<Person>> &people) {
            if (!people)
                return;
            const PersonId me = m_ui.workspace->status().person.id;
            const QSet<qint64> chosen = m_chosen.isEmpty() ? QSet<qint64>{me.value} : m_chosen;
            m_filled = false;
            m_list->clear();
            for (const Person &p : *people) {
                if (!p.active || !mayDo(p.roles, Right::ReadIncidents, false))
                    continue;
                const QString text = (p.id == me ? tr("%1 (you)").arg(p.name) : p.name) + u" · "_s + roleNames(p.roles);
                auto *item = new QListWidgetItem(text, m_list);
                item->setToolTip(text);
                item->setData(Qt::UserRole, p.id.value);
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
                item->setCheckState(chosen.contains(p.id.value) ? Qt::Checked : Qt::Unchecked);
            }
            if (m_list->count() > 0)
                m_list->setCurrentRow(0);
            m_filled = true;
            Q_EMIT changed();
        });
}

bool LeadPicker::isUnannounced() const
{
    return isVisibleTo(parentWidget()) && m_unannounced->isChecked();
}

QList<PersonId> LeadPicker::leads() const
{
    QList<PersonId> list;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            list << PersonId{m_list->item(i)->data(Qt::UserRole).toLongLong()};
    return list;
}

void LeadPicker::clear()
{
    m_unannounced->setChecked(false);
    m_chosen.clear();
    m_list->clear();
    m_filled = false;
}

} // namespace tocsin
