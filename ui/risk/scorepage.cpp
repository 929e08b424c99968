#include "ui/risk/scorepage.h"

#include "ui/common/choicecard.h"
#include "ui/common/choicegroup.h"
#include "ui/common/elidedrows.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"
#include "ui/risk/scoreview.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonValue>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QResizeEvent>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kQuestionsWidth = 184;
constexpr int kTwoColumnsFrom = 540;
constexpr int kChoiceWidth = 420; ///< of the list that opens: its words are longer than the box

QString signedPoints(int points)
{
    return points > 0 ? u"+%1"_s.arg(points) : points < 0 ? u"−%1"_s.arg(-points) : u"±0"_s;
}

} // namespace

ScorePage::ScorePage(const UiContext &ui, QWidget *parent)
    : RiskPage(ui, u"risk"_s, parent)
    , m_method(EnisaMethod::builtIn() ? &*EnisaMethod::builtIn() : nullptr)
    , m_questions(new QListWidget)
    , m_pages(new QStackedWidget)
    , m_many(new QCheckBox)
    , m_unintelligible(new QCheckBox)
    , m_remark(new QLineEdit)
    , m_view(new ScoreView)
{
    build();
    button()->setText(tr("Keep this score"));
    button()->setAccessibleName(tr("Keep this score"));
    draft().watch(
        u"answers"_s, [this] { return QJsonValue(answersCode(answers())); },
        [this](const QJsonValue &v) {
            if (const auto kept = answersFromCode(v.toString()))
                setAnswers(*kept);
        });
    draft().watch(u"remark"_s, m_remark);
    if (!m_method)
        showError(EnisaMethod::builtIn().error());
    refresh();
}

/** While the answers can still be read. */
ScorePage::~ScorePage()
{
    draft().flush();
}

void ScorePage::build()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_questions->setObjectName(u"scoreQuestions"_s);
    m_questions->setAccessibleName(tr("Questions of the score"));
    m_questions->setFixedWidth(kQuestionsWidth);
    elideRows(m_questions);
    row->addWidget(m_questions);
    row->addWidget(m_pages, 1);
    body()->addLayout(row, 1);
    body()->addWidget(m_view);
    if (!m_method)
        return;
    const auto add = [this](const QString &name, QWidget *page) {
        m_questions->addItem(name);
        auto *holder = new QWidget;
        auto *layout = new QVBoxLayout(holder);
        layout->setContentsMargins({});
        layout->setSpacing(8);
        layout->addWidget(new Label(name, TextStyle::Heading));
        layout->addWidget(page);
        layout->addStretch(1);
        m_pages->addWidget(holder);
    };
    add(tr("Classes of data"), buildClasses());
    for (const auto &e : enumTable<EnisaPart>()) {
        auto *group = new ChoiceGroup(nameOf(e.value));
        group->setObjectName(u"score-"_s + QString::fromLatin1(e.code));
        for (const auto &c : m_method->choices(e.value))
            group->addChoice(c.code, tr("%1 (%2)").arg(c.name, quartersText(c.points)), c.text);
        connect(group, &ChoiceGroup::valueChanged, this, &ScorePage::edited);
        m_parts.insert(e.value, group);
        add(nameOf(e.value), group);
    }
    add(tr("Flags and remark"), buildFlags());
    m_questions->item(m_questions->count() - 1)->setData(Qt::AccessibleTextRole, tr("Flags and remark"));
    m_questions->item(m_questions->count() - 1)->setText(u"    "_s + tr("Flags and remark"));
    connect(m_questions, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_questions->setCurrentRow(0);
}

QWidget *ScorePage::buildClasses()
{
    auto *page = new QWidget;
    m_classGrid = new QGridLayout(page);
    m_classGrid->setContentsMargins({});
    m_classGrid->setHorizontalSpacing(16);
    m_classGrid->setVerticalSpacing(8);
    for (const auto &e : enumTable<DataClass>()) {
        const auto choice = m_method->classChoice(e.value);
        auto *cell = new QWidget;
        auto *layout = new QVBoxLayout(cell);
        layout->setContentsMargins({});
        layout->setSpacing(4);
        auto *card = new CheckCard({tr("%1 (%2)").arg(choice.name).arg(choice.points), choice.text, {}});
        card->setObjectName(u"class-"_s + QString::fromLatin1(e.code));
        card->setAccessibleName(choice.name);
        auto *box = new QComboBox;
        box->setObjectName(u"adjust-"_s + QString::fromLatin1(e.code));
        box->setAccessibleName(tr("%1: weighs more or less").arg(choice.name));
        letGiveWay(box);
        for (const auto &c : m_method->adjustments(e.value)) {
            box->addItem(tr("%1 %2: %3").arg(signedPoints(c.points), c.name, c.text), c.points);
            box->setItemData(box->count() - 1, c.text, Qt::ToolTipRole);
        }
        box->setCurrentIndex(box->findData(0));
        box->view()->setMinimumWidth(kChoiceWidth);
        layout->addWidget(card);
        layout->addWidget(box);
        connect(card, &QCheckBox::toggled, box, &QWidget::setVisible);
        connect(card, &QCheckBox::toggled, this, &ScorePage::edited);
        connect(box, &QComboBox::currentIndexChanged, this, [this, box] {
            box->setToolTip(box->currentText());
            edited();
        });
        box->hide();
        m_classes.insert(e.value, {card, box});
        m_classCells << cell;
    }
    arrangeClasses(false);
    return page;
}

void ScorePage::arrangeClasses(bool wide)
{
    m_wide = wide;
    for (int n = 0; n < m_classCells.size(); ++n)
        m_classGrid->addWidget(m_classCells[n], wide ? n / 2 : n, wide ? n % 2 : 0, Qt::AlignTop);
    m_classGrid->setColumnStretch(0, 1);
    m_classGrid->setColumnStretch(1, wide ? 1 : 0);
}

QWidget *ScorePage::buildFlags()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    for (const auto &[box, code] :
         {std::pair(m_many, u"many_people"_s), std::pair(m_unintelligible, u"unintelligible"_s)}) {
        const auto flag = m_method->flag(code);
        box->setText(flag.name);
        box->setObjectName(u"flag-"_s + code);
        box->setAccessibleName(flag.name);
        layout->addWidget(box);
        layout->addWidget(wrappedLabel(flag.text, TextStyle::SmallMuted));
        connect(box, &QCheckBox::toggled, this, &ScorePage::edited);
    }
    m_remark->setObjectName(u"scoreRemark"_s);
    connect(m_remark, &QLineEdit::textChanged, this, &ScorePage::updateButton);
    auto *remark = new FormRow(tr("Re&mark on the score"), m_remark);
    remark->setOptional(true);
    layout->addWidget(remark);
    return page;
}

void ScorePage::resizeEvent(QResizeEvent *event)
{
    const bool wide = event->size().width() >= kTwoColumnsFrom;
    if (m_classGrid && wide != m_wide)
        arrangeClasses(wide);
    RiskPage::resizeEvent(event);
}

void ScorePage::fill(bool first)
{
    if (first || !draft().isTouched()) {
        const FormDraft::Pause pause(draft());
        setAnswers(kept().scores.isEmpty() ? EnisaAnswers{} : kept().scores.first().answers);
        m_remark->setText(kept().scores.isEmpty() ? QString() : kept().scores.first().remark);
    }
    if (first)
        draft().open(u"risk/score/%1"_s.arg(incident().id.value), incident().id);
    refresh();
}

EnisaAnswers ScorePage::answers() const
{
    EnisaAnswers a;
    for (auto it = m_classes.begin(); it != m_classes.end(); ++it)
        if (it->card->isChecked())
            a.classes.insert(it.key(), it->adjustment->currentData().toInt());
    for (auto it = m_parts.begin(); it != m_parts.end(); ++it)
        if (const QString code = it.value()->value().toString(); !code.isEmpty())
            a.answers.insert(it.key(), code);
    a.manyPeople = m_many->isChecked();
    a.unintelligible = m_unintelligible->isChecked();
    return a;
}

void ScorePage::setAnswers(const EnisaAnswers &a)
{
    const FormDraft::Pause pause(draft());
    for (auto it = m_classes.begin(); it != m_classes.end(); ++it) {
        it->card->setChecked(a.classes.contains(it.key()));
        it->adjustment->setCurrentIndex(qMax(it->adjustment->findData(a.classes.value(it.key(), 0)), 0));
    }
    for (auto it = m_parts.begin(); it != m_parts.end(); ++it)
        it.value()->setValue(a.answers.contains(it.key()) ? QVariant(a.answers.value(it.key())) : QVariant());
    m_many->setChecked(a.manyPeople);
    m_unintelligible->setChecked(a.unintelligible);
    refresh();
}

void ScorePage::edited()
{
    if (draft().isRestoring())
        return;
    draft().touch();
    refresh();
    Q_EMIT changed();
}

void ScorePage::refresh()
{
    if (!m_method)
        return;
    const EnisaAnswers a = answers();
    m_view->show(*m_method, a);
    const QStringList open = m_method->missing(a);
    QStringList names{tr("Classes of data")};
    for (const auto &e : enumTable<EnisaPart>())
        names << nameOf(e.value);
    for (int n = 0; n < names.size(); ++n) {
        const bool answered =
            !open.contains(n == 0 ? QCoreApplication::translate("tocsin::rules", "Classes of data") : names[n]);
        m_questions->item(n)->setText(answered ? u"✓ "_s + names[n] : u"    "_s + names[n]);
        m_questions->item(n)->setData(Qt::AccessibleTextRole,
                                      answered ? tr("%1, answered").arg(names[n]) : tr("%1, open").arg(names[n]));
    }
    updateButton();
}

QString ScorePage::whyDisabled() const
{
    if (!m_method)
        return EnisaMethod::builtIn().error().userText;
    if (incident().isDone())
        return tr("This incident has ended. Reopen it first.");
    const QStringList open = m_method->missing(answers());
    if (!open.isEmpty())
        return tr("Answer every question first: a score needs them all.");
    const bool same = !kept().scores.isEmpty() && kept().scores.first().answers == answers() &&
                      kept().scores.first().remark == m_remark->text().trimmed();
    return same ? tr("This is the score that is kept: %1, %2.")
                      .arg(quartersText(kept().scores.first().score.seQuarters()), kept().scores.first().byName)
                : QString();
}

void ScorePage::keep(std::function<void(const Result<void> &)> then)
{
    run([id = incident().id, a = answers(),
         remark = m_remark->text().trimmed()](Services &s) { return s.risk.saveScore(id, a, remark); },
        tr("Score kept"), std::move(then));
}

void ScorePage::save(std::function<void(const Result<void> &)> done)
{
    if (button()->isEnabled() && draft().isTouched())
        keep(std::move(done));
    else
        done({});
}

QString ScorePage::summary() const
{
    if (kept().scores.isEmpty())
        return {};
    const ScoreRow &row = kept().scores.first();
    return tr("%1, %2").arg(nameOf(row.score.band), quartersText(row.score.seQuarters()));
}

void ScorePage::showQuestion(int n)
{
    m_questions->setCurrentRow(n);
}

void ScorePage::focusFirst()
{
    m_questions->setFocus(Qt::OtherFocusReason);
}

bool ScorePage::chooseNumber(int number)
{
    if (auto *group = m_pages->currentWidget()->findChild<ChoiceGroup *>())
        return group->chooseNumber(number);
    return false;
}

} // namespace tocsin
