#include "ui/incident/restrictionform.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kShownReaders = 7;

QString definition(RestrictionKind kind)
{
    switch (kind) {
    case RestrictionKind::Insider:
        return RestrictionForm::tr("Somebody who works here may be part of it.");
    case RestrictionKind::LawEnforcement:
        return RestrictionForm::tr("An authority investigates and asked for silence.");
    case RestrictionKind::Sovereign:
        return RestrictionForm::tr("Its environment has handling rules of its own.");
    }
    return {};
}

QPlainTextEdit *lines(const QString &name, int count)
{
    auto *field = new QPlainTextEdit;
    field->setObjectName(name);
    field->setTabChangesFocus(true);
    field->setFixedHeight(count * field->fontMetrics().lineSpacing() + 18);
    return field;
}

} // namespace

RestrictionForm::RestrictionForm(QWidget *parent)
    : QWidget(parent)
    , m_kind(new ChoiceGroup(tr("Why only some may know")))
    , m_reason(lines(u"restrictReason"_s, 2))
    , m_environment(new QLineEdit)
    , m_list(new QListWidget)
    , m_local(
          wrappedLabel(tr("On this local database it is hidden in the windows of everybody else. Who can open the file "
                          "with another tool can read it: roles are advisory here."),
                       TextStyle::SmallMuted))
    , m_suspicion(lines(u"restrictSuspicion"_s, 2))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    const auto add = [layout](const QString &label, QWidget *field, const QString &name) {
        auto *row = new FormRow(label, field);
        row->setFieldName(name);
        layout->addWidget(row);
        return row;
    };
    m_kind->setObjectName(u"restrictKind"_s);
    for (const auto &e : enumTable<RestrictionKind>())
        m_kind->addChoice(codeOf(e.value), nameOf(e.value), definition(e.value));
    add(tr("Why only some may know"), m_kind, u"kind"_s);
    add(tr("&In words"), m_reason, u"reason"_s);
    m_environment->setObjectName(u"restrictEnvironment"_s);
    m_environment->setMaxLength(200);
    m_environment->setPlaceholderText(tr("Cloud, site or customer environment"));
    add(tr("Operating en&vironment"), m_environment, u"environment"_s)->setOptional(true);
    m_list->setObjectName(u"restrictPeople"_s);
    m_list->setFixedHeight(kShownReaders * (m_list->fontMetrics().lineSpacing() + 8) + 6);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_listRow = add(tr("W&ho sees it"), m_list, u"named"_s);
    m_suspicionRow = add(tr("Why they are left ou&t"), m_suspicion, u"suspicion"_s);
    m_suspicionRow->hide();
    layout->addWidget(m_local);
    connect(m_kind, &ChoiceGroup::valueChanged, this, &RestrictionForm::changed);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &RestrictionForm::changed);
    connect(m_suspicion, &QPlainTextEdit::textChanged, this, &RestrictionForm::changed);
    connect(m_environment, &QLineEdit::textChanged, this, &RestrictionForm::changed);
}

void RestrictionForm::setShared(bool isShared)
{
    m_local->setVisible(!isShared);
}

void RestrictionForm::watch(FormDraft &draft)
{
    draft.watch(u"restrictKind"_s, m_kind);
    draft.watch(u"restrictReason"_s, m_reason);
    draft.watch(u"restrictEnvironment"_s, m_environment);
    draft.watch(u"restrictSuspicion"_s, m_suspicion);
    draft.watch(
        u"restrictNamed"_s,
        [this] {
            QJsonArray ids;
            for (const PersonId id : input().named)
                ids.append(id.value);
            return QJsonValue(ids);
        },
        [this](const QJsonValue &value) {
            m_chosen.clear();
            for (const QJsonValue &id : value.toArray())
                m_chosen << id.toInteger();
            if (m_filled)
                fill();
        });
    connect(m_list, &QListWidget::itemChanged, &draft, [this, &draft] {
        if (m_filled)
            draft.touch();
    });
}

void RestrictionForm::showRestriction(const Restriction &r, PersonId actor, PersonId holder)
{
    m_people = r.people;
    m_actor = actor;
    m_holder = holder;
    if (r.restricted && m_kind->value().toString().isEmpty() && r.kind) {
        m_kind->setValue(codeOf(*r.kind));
        m_reason->setPlainText(r.reason);
        m_environment->setText(r.environment);
    }
    const bool decided =
        std::any_of(m_people.begin(), m_people.end(), [](const NamedPerson &p) { return p.version > 0; });
    if (!decided)
        for (NamedPerson &p : m_people)
            p.named = p.person == actor || p.person == holder || (p.roles & (Role::Executive | Role::Legal));
    fill();
}

void RestrictionForm::fill()
{
    m_filled = false;
    m_list->clear();
    for (const NamedPerson &p : std::as_const(m_people)) {
        if (!canBeNamed(p))
            continue;
        QString text = p.name + u" · "_s + roleNames(p.roles);
        if (p.person == m_holder)
            text = p.name + u" · "_s + tr("holds it") + u" · "_s + roleNames(p.roles);
        if (p.person == m_actor)
            text = tr("%1 (you)").arg(p.name) + text.mid(p.name.size());
        auto *item = new QListWidgetItem(text, m_list);
        item->setToolTip(text);
        item->setData(Qt::UserRole, p.person.value);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool named = m_chosen.isEmpty() ? p.named : m_chosen.contains(p.person.value);
        item->setCheckState(named ? Qt::Checked : Qt::Unchecked);
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
    connect(m_list, &QListWidget::itemChanged, this, &RestrictionForm::refresh, Qt::UniqueConnection);
    m_filled = true;
    refresh();
}

QList<NamedPerson> RestrictionForm::people() const
{
    QList<NamedPerson> list = m_people;
    const QList<PersonId> named = input().named;
    for (NamedPerson &p : list) {
        p.named = named.contains(p.person);
        p.suspected = p.suspected && !p.named;
    }
    return list;
}

void RestrictionForm::refresh()
{
    if (!m_filled)
        return;
    const QList<NamedPerson> list = people();
    const auto named = std::count_if(list.begin(), list.end(), [](const NamedPerson &p) { return p.named; });
    const auto left = m_list->count() - named;
    m_listRow->setHelp(left == 0
                           ? tr("Everybody who reads incidents sees it: nobody is kept out.")
                           : tr("%1 of %2 see that it exists. For the others it is not in lists, search, counts or "
                                "clocks.")
                                 .arg(named)
                                 .arg(m_list->count()));
    const auto checked = checkNamed(list, m_actor, m_holder);
    const bool suspicion = !checked && (rolesNotNamed(list) != Roles{} || checkNamed(list, m_actor, {}).has_value());
    m_suspicionRow->setVisible(suspicion || !m_suspicion->toPlainText().isEmpty());
    m_suspicionRow->setHelp(
        checked ? QString() : tr("%1 If it is against them, say what it rests on.").arg(checked.error().userText));
    Q_EMIT changed();
}

RestrictionInput RestrictionForm::input() const
{
    RestrictionInput in;
    in.kind = fromCode<RestrictionKind>(m_kind->value().toString());
    in.reason = m_reason->toPlainText().trimmed();
    in.environment = m_environment->text().trimmed();
    in.suspicion = m_suspicionRow->isVisibleTo(this) ? m_suspicion->toPlainText().trimmed() : QString();
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            in.named << PersonId{m_list->item(i)->data(Qt::UserRole).toLongLong()};
    return in;
}

QString RestrictionForm::namedText() const
{
    QStringList names;
    for (const NamedPerson &p : people())
        if (p.named)
            names << p.name;
    return names.join(tr(", "));
}

void RestrictionForm::clear()
{
    m_kind->setValue({});
    m_reason->clear();
    m_environment->clear();
    m_suspicion->clear();
    m_chosen.clear();
}

} // namespace tocsin
