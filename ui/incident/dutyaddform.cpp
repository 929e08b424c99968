#include "ui/incident/dutyaddform.h"

#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/uicontext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonValue>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

template<class E> E chosen(const QComboBox *box, E otherwise)
{
    return fromCode<E>(box->currentData().toString()).value_or(otherwise);
}

template<class E> void fill(QComboBox *box, std::initializer_list<E> values)
{
    for (const E value : values)
        box->addItem(nameOf(value), codeOf(value));
}

} // namespace

DutyAddForm::DutyAddForm(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_start(new InstantEdit(tr("When its clock started")))
    , m_reason(new QPlainTextEdit)
    , m_legal(new AttestationForm(ui, Role::Legal))
    , m_add(new QPushButton(tr("Add the duty")))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(12);
    const qint64 now = ui.workspace->clock().nowMs();
    m_start->setObjectName(u"addStart"_s);
    m_start->setLatest(now);
    m_start->setMs(now);
    build();
    updateFields();
}

QComboBox *DutyAddForm::addChoice(const QString &label, const QString &name, FormRow *&row)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    row = new FormRow(label, box);
    m_layout->addWidget(row);
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
        updateFields();
        Q_EMIT edited();
    });
    return box;
}

QLineEdit *DutyAddForm::addLine(const QString &label, const QString &name, const QString &fieldName, FormRow *&row)
{
    auto *line = new QLineEdit;
    line->setObjectName(name);
    line->setMaxLength(200);
    row = new FormRow(label, line);
    row->setFieldName(fieldName);
    m_layout->addWidget(row);
    connect(line, &QLineEdit::textChanged, this, &DutyAddForm::edited);
    return line;
}

void DutyAddForm::build()
{
    FormRow *row = nullptr;
    m_kind = addChoice(tr("What asks for it"), u"addKind"_s, row);
    fill(m_kind, {DutyKind::Statute, DutyKind::Contract});
    m_regime = addLine(tr("Law, contract or order"), u"addRegime"_s, u"regime"_s, row);
    m_citation = addLine(tr("Article, clause or reference"), u"addCitation"_s, u"citation"_s, row);
    row->setOptional(true);
    m_addressee = addChoice(tr("To whom"), u"addAddressee"_s, row);
    fill(m_addressee, {Addressee::Authority, Addressee::DataSubjects, Addressee::Customer});
    m_name = addLine(tr("Name of the addressee"), u"addName"_s, u"addressee"_s, m_nameRow);
    m_customer = addChoice(tr("Which customer"), u"addCustomer"_s, m_customerRow);
    m_customer->addItem(tr("All who are affected"), 0);
    m_startsAt = addChoice(tr("Its clock starts with"), u"addStartsAt"_s, row);
    fill(m_startsAt, {StartsAt::Awareness, StartsAt::Declaration, StartsAt::Detection, StartsAt::Named});
    m_startsWhen = addLine(tr("Which instant"), u"addStartsWhen"_s, u"startsWhen"_s, m_startsWhenRow);
    m_startsWhen->setPlaceholderText(tr("The order was served"));
    m_startRow = new FormRow(tr("When that was"), m_start);
    m_startRow->setFieldName(u"start"_s);
    m_layout->addWidget(m_startRow);
    m_unit = addChoice(tr("Counted in"), u"addUnit"_s, row);
    for (const auto &e : enumTable<PeriodUnit>())
        m_unit->addItem(nameOf(e.value), codeOf(e.value));
    m_number = addLine(tr("How many"), u"addNumber"_s, u"period"_s, m_numberRow);
    m_number->setMaxLength(5);
    m_place = addLine(tr("Where days are counted"), u"addDayPlace"_s, u"place"_s, m_placeRow);
    m_placeRow->setOptional(true);
    m_placeRow->setHelp(tr("Code of a country. Without one: UTC, Mondays to Fridays."));
    m_reason->setObjectName(u"addReason"_s);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(3 * m_reason->fontMetrics().lineSpacing() + 18);
    row = new FormRow(tr("Legal's reason, in words"), m_reason);
    m_reason->setAccessibleName(tr("Legal's reason for the added duty"));
    row->setFieldName(u"addReason"_s);
    m_layout->addWidget(row);
    m_legalRow = new FormRow(tr("Decided by legal"), m_legal);
    m_legalRow->setFieldName(u"addLegal"_s);
    m_layout->addWidget(m_legalRow);
    m_add->setObjectName(u"addDuty"_s);
    m_add->setAccessibleName(tr("Add the duty"));
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_add);
    m_layout->addLayout(foot);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &DutyAddForm::edited);
    connect(m_add, &QPushButton::clicked, this, &DutyAddForm::addRequested);
}

void DutyAddForm::updateFields()
{
    if (!m_add->parentWidget())
        return; // while it is built
    const bool toCustomer = chosen(m_addressee, Addressee::Authority) == Addressee::Customer;
    const bool named = chosen(m_startsAt, StartsAt::Awareness) == StartsAt::Named;
    const Period period{1, chosen(m_unit, PeriodUnit::Hours)};
    m_customerRow->setVisible(toCustomer);
    m_nameRow->setVisible(!toCustomer);
    m_startsWhenRow->setVisible(named);
    m_startRow->setVisible(named);
    m_numberRow->setVisible(period.hasNumber());
    m_placeRow->setVisible(period.hasNumber() && period.unit != PeriodUnit::Hours);
    m_legalRow->setVisible(m_attests);
}

DutyToAdd DutyAddForm::value() const
{
    DutyToAdd d;
    d.kind = chosen(m_kind, DutyKind::Statute);
    d.regime = m_regime->text().simplified();
    d.citation = m_citation->text().simplified();
    d.addressee = chosen(m_addressee, Addressee::Authority);
    if (d.addressee == Addressee::Customer)
        d.customer = CustomerId{m_customer->currentData().toLongLong()};
    else
        d.addresseeName = m_name->text().simplified();
    d.startsAt = chosen(m_startsAt, StartsAt::Awareness);
    if (d.startsAt == StartsAt::Named) {
        d.startsWhen = m_startsWhen->text().simplified();
        d.startMs = m_start->ms();
    }
    d.period.unit = chosen(m_unit, PeriodUnit::Hours);
    d.period.value = d.period.hasNumber() ? m_number->text().trimmed().toInt() : 0;
    if (d.period.hasNumber() && d.period.unit != PeriodUnit::Hours)
        d.place = m_place->text().trimmed().toUpper();
    d.reason = m_reason->toPlainText().trimmed();
    if (m_attests)
        d.legal = m_legal->value();
    return d;
}

void DutyAddForm::setCustomers(const QList<std::pair<CustomerId, QString>> &customers)
{
    const QSignalBlocker blocker(m_customer);
    const qint64 before = m_wantedCustomer > 0 ? m_wantedCustomer : m_customer->currentData().toLongLong();
    while (m_customer->count() > 1)
        m_customer->removeItem(1);
    for (const auto &[id, name] : customers)
        m_customer->addItem(name, id.value);
    m_customer->setCurrentIndex(qMax(0, m_customer->findData(before)));
}

void DutyAddForm::setLegal(bool isLegal, bool attests)
{
    m_attests = attests && !isLegal;
    updateFields();
}

void DutyAddForm::setWhyNot(const QString &why)
{
    m_add->setEnabled(why.isEmpty());
    m_add->setToolTip(why);
}

bool DutyAddForm::check()
{
    const DutyToAdd d = value();
    if (!d.place.isEmpty() && !m_places.contains(d.place)) {
        showFieldError(this, u"place"_s, tr("Not a code that the rules know: %1.").arg(d.place));
        return false;
    }
    if (const auto ok = checkDutyToAdd(d); !ok) {
        showFieldError(this, ok.error().field == u"reason" ? u"addReason"_s : ok.error().field, ok.error().userText);
        return false;
    }
    if (const QString missing = m_attests ? m_legal->missing() : QString(); !missing.isEmpty()) {
        showFieldError(this, u"addLegal"_s, missing);
        return false;
    }
    return true;
}

void DutyAddForm::watch(FormDraft &draft)
{
    for (QComboBox *box : {m_kind, m_addressee, m_startsAt, m_unit})
        draft.watch(box->objectName(), box);
    draft.watch(
        m_customer->objectName(), [this] { return QJsonValue(m_customer->currentData().toLongLong()); },
        [this](const QJsonValue &v) {
            m_wantedCustomer = v.toInteger();
            m_customer->setCurrentIndex(qMax(0, m_customer->findData(m_wantedCustomer)));
        });
    for (QLineEdit *line : {m_regime, m_citation, m_name, m_startsWhen, m_number, m_place})
        draft.watch(line->objectName(), line);
    draft.watch(u"addStart"_s, m_start);
    draft.watch(u"addReason"_s, m_reason);
    m_legal->watch(draft, u"addLegal"_s);
}

void DutyAddForm::focusFirst()
{
    m_kind->setFocus(Qt::OtherFocusReason);
}

void DutyAddForm::reset()
{
    for (QComboBox *box : {m_kind, m_addressee, m_customer, m_startsAt, m_unit})
        box->setCurrentIndex(0);
    for (QLineEdit *line : {m_regime, m_citation, m_name, m_startsWhen, m_number, m_place})
        line->clear();
    m_reason->clear();
    m_wantedCustomer = 0;
}

} // namespace tocsin
