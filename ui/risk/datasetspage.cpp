#include "ui/risk/datasetspage.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/elidedrows.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/incident/formdraft.h"
#include "ui/risk/datasetform.h"
#include "ui/risk/partform.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kListHeight = 76;

QString lineOf(const DataSet &set)
{
    const QString part =
        set.part ? DataSetsPage::tr("legal: %1").arg(nameOf(*set.part).toLower())
                 : DataSetsPage::tr("proposed: %1, not decided").arg(nameOf(set.content.proposedPart).toLower());
    const QString text = DataSetsPage::tr("%1 – %2, %3 people – %4")
                             .arg(set.content.name, set.content.people, countText(set.content.peopleCount), part);
    return set.content.affected ? text : DataSetsPage::tr("%1 – not affected after all").arg(set.content.name);
}

} // namespace

DataSetsPage::DataSetsPage(const UiContext &ui, QWidget *parent)
    : RiskPage(ui, u"data_sets"_s, parent)
    , m_list(new QListWidget)
    , m_new(new QPushButton(tr("&New data set")))
    , m_decide(new QPushButton(tr("&Decide the part…")))
    , m_forms(new QStackedWidget)
    , m_form(new DataSetForm)
    , m_part(new PartForm(ui, !ui.workspace->status().isShared))
    , m_partDraft(new FormDraft(ui, this))
{
    build();
    m_form->watch(draft());
    m_part->watch(*m_partDraft);
    connect(m_form, &DataSetForm::edited, this, &DataSetsPage::updateButton);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0)
            return;
        m_chosen = m_list->item(row)->data(Qt::UserRole).toLongLong();
        decideInstead(false);
        showChosen();
    });
    connect(m_new, &QPushButton::clicked, this, &DataSetsPage::startNew);
    connect(m_decide, &QPushButton::clicked, this, [this] { decideInstead(!isDeciding()); });
}

void DataSetsPage::build()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    m_list->setObjectName(u"dataSets"_s);
    m_list->setAccessibleName(tr("Affected data sets"));
    m_list->setFixedHeight(kListHeight);
    elideRows(m_list);
    top->addWidget(m_list, 1);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    m_new->setObjectName(u"newDataSet"_s);
    m_new->setAccessibleName(tr("New data set"));
    m_decide->setObjectName(u"decidePart"_s);
    m_decide->setAccessibleName(tr("Decide the part"));
    buttons->addWidget(m_new);
    buttons->addWidget(m_decide);
    buttons->addStretch(1);
    top->addLayout(buttons);
    body()->addLayout(top);
    m_forms->addWidget(m_form);
    m_forms->addWidget(m_part);
    auto *card = new Card;
    card->body()->addWidget(scrolledInCard(m_forms, tr("Data set")));
    body()->addWidget(card, 1);
}

const DataSet *DataSetsPage::chosen() const
{
    for (const DataSet &set : kept().dataSets)
        if (set.id.value == m_chosen)
            return &set;
    return nullptr;
}

bool DataSetsPage::isDeciding() const
{
    return m_forms->currentWidget() == m_part;
}

void DataSetsPage::fill(bool first)
{
    if (first)
        m_chosen = kept().dataSets.isEmpty() ? 0 : kept().dataSets.first().id.value;
    fillList();
    if (first || !draft().isTouched())
        showChosen();
    m_decide->setEnabled(chosen() && whyNoRightHere(isShared() ? Right::SetDuties : Right::Send).isEmpty());
    m_decide->setToolTip(chosen() ? whyNoRightHere(isShared() ? Right::SetDuties : Right::Send)
                                  : tr("Choose a data set first."));
}

void DataSetsPage::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const DataSet &set : kept().dataSets) {
        auto *item = new QListWidgetItem(lineOf(set), m_list);
        item->setData(Qt::UserRole, set.id.value);
        item->setToolTip(set.part ? tr("%1: %2").arg(set.partBy, set.partReason) : set.content.reason);
        if (set.id.value == m_chosen)
            m_list->setCurrentItem(item);
    }
    if (kept().dataSets.isEmpty()) {
        auto *item = new QListWidgetItem(tr("None is named yet. Say below what was affected."), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
}

void DataSetsPage::showChosen()
{
    const FormDraft::Pause pause(draft());
    const DataSet *set = chosen();
    m_form->setKept(set);
    m_form->setValue(set ? set->content : DataSetInput{});
    m_form->setReadOnly(!whyNoRightHere(Right::Classify).isEmpty());
    if (set) {
        const FormDraft::Pause pausePart(*m_partDraft);
        m_part->setDataSet(*set);
    }
    m_decide->setEnabled(set && whyNoRightHere(isShared() ? Right::SetDuties : Right::Send).isEmpty());
    openDraft();
    updateButton();
}

void DataSetsPage::openDraft()
{
    draft().open(u"risk/data-set-%1/%2"_s.arg(m_chosen).arg(incident().id.value), incident().id);
}

void DataSetsPage::startNew()
{
    draft().flush();
    m_chosen = 0;
    m_list->setCurrentRow(-1);
    decideInstead(false);
    showChosen();
    m_form->focusFirst();
}

void DataSetsPage::decideInstead(bool decide)
{
    if (decide == isDeciding())
        return;
    m_forms->setCurrentWidget(decide ? static_cast<QWidget *>(m_part) : m_form);
    m_decide->setText(decide ? tr("&Back to the data set") : tr("&Decide the part…"));
    m_decide->setAccessibleName(decide ? tr("Back to the data set") : tr("Decide the part"));
    if (decide) {
        m_partDraft->open(u"risk/part-%1/%2"_s.arg(m_chosen).arg(incident().id.value), incident().id);
        m_part->focusFirst();
    }
    updateButton();
}

Right DataSetsPage::right() const
{
    return !isDeciding() ? Right::Classify : isShared() ? Right::SetDuties : Right::Send;
}

QString DataSetsPage::whyDisabled() const
{
    const bool deciding = isDeciding();
    button()->setText(deciding       ? tr("Enter legal's decision")
                      : m_chosen > 0 ? tr("Save the data set")
                                     : tr("Add the data set"));
    button()->setAccessibleName(button()->text());
    if (!deciding && incident().isDone())
        return tr("This incident has ended. Reopen it first.");
    return {};
}

void DataSetsPage::submit()
{
    if (isDeciding()) {
        submitPart();
        return;
    }
    const DataSetInput in = m_form->value();
    if (const auto ok = checkDataSet(in); !ok) {
        showError(ok.error());
        return;
    }
    const DataSet *set = chosen();
    const DataSet seen = set ? *set : DataSet{};
    run(
        [id = incident().id, seen, in](Services &s) -> Result<void> {
            if (seen.id.isValid())
                return s.risk.changeDataSet(seen, in);
            auto key = s.risk.addDataSet(id, in);
            return key ? Result<void>() : tl::unexpected(key.error());
        },
        tr("Data set saved: %1").arg(in.name));
}

void DataSetsPage::submitPart()
{
    const DataSet *set = chosen();
    if (!set)
        return;
    if (m_part->reason().isEmpty()) {
        showError({ErrorKind::Invalid, tr("Give legal's reason in words."), {}, u"partReason"_s});
        return;
    }
    if (const QString missing = m_part->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    m_partDraft->act<void>(
        this,
        [seen = *set, part = m_part->part(), reason = m_part->reason(), legal = m_part->legal()](Services &s) {
            return s.risk.decidePart(seen, part, reason, legal);
        },
        [this, name = set->content.name](const Result<void> &result) {
            if (!result) {
                showError(result.error());
                return;
            }
            if (m_ui.say)
                m_ui.say(tr("Part decided: %1").arg(name));
            decideInstead(false);
            reload();
        });
}

QString DataSetsPage::summary() const
{
    const auto affected = std::count_if(kept().dataSets.begin(), kept().dataSets.end(),
                                        [](const DataSet &set) { return set.content.affected; });
    return affected == 0 ? QString() : affected == 1 ? tr("one data set") : tr("%1 data sets").arg(affected);
}

bool DataSetsPage::isComplete() const
{
    const QList<ProviderPart> parts = kept().parts();
    return !parts.isEmpty() && !parts.contains(ProviderPart::NotKnown);
}

void DataSetsPage::focusFirst()
{
    if (kept().dataSets.isEmpty())
        m_form->focusFirst();
    else
        m_list->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
