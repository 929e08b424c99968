#include "ui/risk/decisionpage.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kBesideFrom = 860;
constexpr int kReasonShown = 140; ///< of what stands; all of it is in the tip and in the record

template<class E> std::optional<E> chosen(const QComboBox *box)
{
    return fromCode<E>(box->currentData().toString());
}

template<class E> void choose(QComboBox *box, const std::optional<E> &value)
{
    box->setCurrentIndex(value ? box->findData(codeOf(*value)) : 0);
}

QWidget *columnOf(QVBoxLayout *&layout)
{
    auto *column = new QWidget;
    layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    return column;
}

} // namespace

DecisionPage::DecisionPage(const UiContext &ui, QWidget *parent)
    : RiskPage(ui, u"breach_decision"_s, parent)
    , m_personal(new QComboBox)
    , m_riskBox(new QComboBox)
    , m_authority(new QComboBox)
    , m_subjects(new QComboBox)
    , m_ground(new QComboBox)
    , m_reference(new QLineEdit)
    , m_facts(new QPlainTextEdit)
    , m_effects(new QPlainTextEdit)
    , m_measures(new QPlainTextEdit)
    , m_reason(new QPlainTextEdit)
    , m_standing(wrappedLabel({}, TextStyle::Small))
    , m_score(wrappedLabel({}, TextStyle::Small))
    , m_warnings(wrappedLabel({}, TextStyle::Small))
    , m_row(new QHBoxLayout)
    , m_parts(new QTabBar)
{
    build();
    button()->setText(tr("Enter legal's decision"));
    button()->setAccessibleName(tr("Enter legal's decision"));
    if (m_legal)
        m_legal->watch(draft(), u"legal"_s);
    refresh();
}

void DecisionPage::build()
{
    m_columns = {buildDuties(), buildTexts(), buildWho()};
    auto *content = new QWidget;
    content->setLayout(m_row);
    m_row->setContentsMargins({});
    m_row->setSpacing(20);
    for (QWidget *column : std::as_const(m_columns))
        m_row->addWidget(column, 1);
    body()->addWidget(buildParts());
    auto *card = new Card;
    card->body()->addWidget(scrolledInCard(content, tr("Legal's decision")));
    body()->addWidget(card, 1);
}

QWidget *DecisionPage::buildParts()
{
    m_parts->setObjectName(u"decisionParts"_s);
    m_parts->setAccessibleName(tr("Parts of legal's decision"));
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    for (const QString &name : {tr("What is owed"), tr("For the register"), tr("Who decided")})
        m_parts->addTab(name);
    m_parts->hide();
    connect(m_parts, &QTabBar::currentChanged, this, &DecisionPage::showPart);
    return m_parts;
}

template<class E>
FormRow *DecisionPage::addChoice(QBoxLayout *layout, const QString &label, QComboBox *box, const QString &field)
{
    box->setObjectName(u"decision-"_s + field);
    box->setMinimumContentsLength(12);
    box->addItem(tr("Choose…"), QString());
    for (const auto &e : enumTable<E>())
        box->addItem(nameOf(e.value), codeOf(e.value));
    draft().watch(field, box);
    connect(box, &QComboBox::currentIndexChanged, this, &DecisionPage::refresh);
    auto *row = new FormRow(label, box);
    row->setFieldName(field);
    layout->addWidget(row);
    return row;
}

void DecisionPage::addText(QVBoxLayout *layout, const QString &label, QPlainTextEdit *edit, const QString &field)
{
    edit->setObjectName(u"decision-"_s + field);
    edit->setTabChangesFocus(true);
    edit->setMinimumHeight(2 * fontMetrics().lineSpacing() + 14);
    edit->setMaximumHeight(5 * fontMetrics().lineSpacing() + 14);
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // of what is left
    draft().watch(field, edit);
    auto *row = new FormRow(label, edit);
    row->setFieldName(field);
    static_cast<QBoxLayout *>(row->layout())->setStretchFactor(edit, 1); // all there is, and none for its label
    layout->addWidget(row, 1);
}

QWidget *DecisionPage::buildDuties()
{
    QVBoxLayout *layout = nullptr;
    QWidget *column = columnOf(layout);
    addChoice<PersonalData>(layout, tr("&Personal data involved"), m_personal, u"personalData"_s);
    m_personal->removeItem(m_personal->findData(codeOf(PersonalData::NotKnown)));
    QVBoxLayout *inner = nullptr;
    m_withData = columnOf(inner);
    addChoice<RiskToPeople>(inner, tr("&Risk to people"), m_riskBox, u"risk"_s);
    m_articles = new QBoxLayout(QBoxLayout::TopToBottom);
    m_articles->setSpacing(8);
    inner->addLayout(m_articles);
    addChoice<AuthorityDuty>(m_articles, tr("Art. &33 – notice to the authority"), m_authority, u"authority"_s);
    addChoice<SubjectsDuty>(m_articles, tr("Art. 3&4 – notice to the people"), m_subjects, u"subjects"_s);
    m_articles->setStretch(0, 1);
    m_articles->setStretch(1, 1);
    m_groundRow = addChoice<SubjectsGround>(inner, tr("&Ground of Art. 34(3)"), m_ground, u"ground"_s);
    m_reference->setObjectName(u"decision-publicReference"_s);
    m_reference->setPlaceholderText(tr("Where the public communication is found"));
    draft().watch(u"publicReference"_s, m_reference);
    m_referenceRow = new FormRow(tr("Public c&ommunication"), m_reference);
    m_referenceRow->setFieldName(u"publicReference"_s);
    inner->addWidget(m_referenceRow);
    layout->addWidget(m_withData);
    layout->addStretch(1);
    return column;
}

QWidget *DecisionPage::buildTexts()
{
    QVBoxLayout *layout = nullptr;
    QWidget *column = columnOf(layout);
    QVBoxLayout *inner = nullptr;
    m_registerTexts = columnOf(inner);
    addText(inner, tr("&Facts, for the register"), m_facts, u"facts"_s);
    addText(inner, tr("&Effects on people"), m_effects, u"effects"_s);
    addText(inner, tr("Remedial &measures"), m_measures, u"measures"_s);
    layout->addWidget(m_registerTexts, 3);
    addText(layout, tr("Reasons: from facts and score to the &decision"), m_reason, u"reason"_s);
    return column;
}

QWidget *DecisionPage::buildWho()
{
    QVBoxLayout *layout = nullptr;
    QWidget *column = columnOf(layout);
    QVBoxLayout *notes = nullptr;
    m_notes = columnOf(notes);
    m_standing->setObjectName(u"decisionStanding"_s);
    m_score->setObjectName(u"decisionScore"_s);
    m_warnings->setObjectName(u"decisionWarnings"_s);
    notes->addWidget(m_standing);
    notes->addWidget(m_score);
    notes->addWidget(m_warnings);
    layout->addWidget(m_notes);
    if (!isShared()) {
        m_legal = new AttestationForm(m_ui, Role::Legal);
        auto *legal = new FormRow(tr("Decided by &legal"), m_legal);
        legal->setFieldName(u"attestedBy"_s);
        legal->setHelp(tr("On a file you write down what legal said; it is final."));
        layout->addWidget(legal);
    }
    layout->addStretch(1);
    return column;
}

void DecisionPage::arrange(bool beside)
{
    if (beside == m_beside)
        return;
    m_beside = beside;
    m_parts->setVisible(!beside);
    m_articles->setDirection(beside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    // Beside the duties there is room for the notes when one part is shown at a time.
    static_cast<QVBoxLayout *>(m_columns[beside ? 2 : 0]->layout())->insertWidget(0, m_notes);
    showPart(m_parts->currentIndex());
}

void DecisionPage::showPart(int part)
{
    for (int n = 0; n < m_columns.size(); ++n)
        m_columns[n]->setVisible(m_beside || n == part);
}

void DecisionPage::reveal(const QString &field)
{
    for (const FormRow *row : findChildren<FormRow *>())
        for (int n = 0; n < m_columns.size(); ++n)
            if (!field.isEmpty() && row->fieldName() == field && m_columns[n]->isAncestorOf(row))
                m_parts->setCurrentIndex(n);
}

void DecisionPage::resizeEvent(QResizeEvent *event)
{
    arrange(event->size().width() >= kBesideFrom);
    RiskPage::resizeEvent(event);
}

void DecisionPage::fill(bool first)
{
    if (first || !draft().isTouched()) {
        const FormDraft::Pause pause(draft());
        BreachDecisionInput in;
        if (!kept().decisions.isEmpty()) {
            in = kept().decisions.first().content;
            in.reason.clear(); // a new decision has reasons of its own
        } else {
            in.personalData = incident().personalData;
        }
        setValue(in);
    }
    if (first)
        draft().open(u"risk/decision/%1"_s.arg(incident().id.value), incident().id);
    const qint64 now = m_ui.workspace->clock().nowMs();
    if (kept().decisions.isEmpty()) {
        m_standing->setText(tr("Legal has not decided yet."));
    } else {
        const BreachDecision &d = kept().decisions.first();
        const QString &all = d.content.reason;
        m_standing->setText(tr("What stands, decided by %1, %2: %3 %4")
                                .arg(d.decidedBy(), TimeText().brief(d.atMs, now), decisionText(d.content),
                                     all.size() > kReasonShown ? all.left(kReasonShown).trimmed() + u'…' : all));
        m_standing->setToolTip(all.size() > kReasonShown ? all : QString());
    }
    refresh();
}

BreachDecisionInput DecisionPage::value() const
{
    BreachDecisionInput in;
    in.personalData = chosen<PersonalData>(m_personal).value_or(PersonalData::NotKnown);
    in.reason = m_reason->toPlainText().trimmed();
    if (!kept().scores.isEmpty())
        in.scoreId = kept().scores.first().id;
    if (in.personalData != PersonalData::Yes)
        return in;
    in.risk = chosen<RiskToPeople>(m_riskBox);
    in.authority = chosen<AuthorityDuty>(m_authority);
    in.subjects = chosen<SubjectsDuty>(m_subjects);
    if (in.subjects == SubjectsDuty::Article34Ground)
        in.ground = chosen<SubjectsGround>(m_ground);
    if (in.ground == SubjectsGround::Disproportionate)
        in.publicReference = m_reference->text().trimmed();
    in.facts = m_facts->toPlainText().trimmed();
    in.effects = m_effects->toPlainText().trimmed();
    in.measures = m_measures->toPlainText().trimmed();
    return in;
}

void DecisionPage::setValue(const BreachDecisionInput &in)
{
    choose(m_personal,
           in.personalData == PersonalData::NotKnown ? std::optional<PersonalData>() : std::optional(in.personalData));
    choose(m_riskBox, in.risk);
    choose(m_authority, in.authority);
    choose(m_subjects, in.subjects);
    choose(m_ground, in.ground);
    m_reference->setText(in.publicReference);
    m_facts->setPlainText(in.facts);
    m_effects->setPlainText(in.effects);
    m_measures->setPlainText(in.measures);
    m_reason->setPlainText(in.reason);
}

void DecisionPage::refresh()
{
    const BreachDecisionInput in = value();
    const bool withData = in.personalData == PersonalData::Yes;
    m_withData->setEnabled(withData);
    m_registerTexts->setEnabled(withData);
    m_groundRow->setVisible(in.subjects == SubjectsDuty::Article34Ground);
    m_referenceRow->setVisible(in.ground == SubjectsGround::Disproportionate);
    const ScoreRow *score = kept().scores.isEmpty() ? nullptr : &kept().scores.first();
    m_score->setText(score ? tr("Score: %1, %2. It does not decide.")
                                 .arg(quartersText(score->score.seQuarters()), nameOf(score->score.band).toLower())
                           : tr("No score was made. None is needed to decide."));
    const QStringList warnings =
        decisionWarnings(in, kept().parts(), score ? std::optional(score->score.seQuarters()) : std::nullopt,
                         score && score->answers.unintelligible);
    QString text;
    for (const QString &warning : warnings)
        text += (text.isEmpty() ? u"⚠ "_s : u"\n⚠ "_s) + warning;
    m_warnings->setText(text);
    m_warnings->setVisible(!text.isEmpty());
    updateButton();
}

QString DecisionPage::whyDisabled() const
{
    return m_personal->currentIndex() > 0 ? QString() : tr("Say whether personal data is involved.");
}

void DecisionPage::submit()
{
    const BreachDecisionInput in = value();
    if (const auto ok = checkBreachDecision(in, kept().parts()); !ok) {
        showError(ok.error());
        return;
    }
    const QString missing = m_legal ? m_legal->missing() : QString();
    if (!missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    run([id = incident().id, version = incident().version, in, legal = m_legal ? m_legal->value() : Attestation{}](
            Services &s) { return s.risk.decide(id, version, in, legal); },
        tr("Legal's decision on %1 is in the record").arg(incident().reference()));
}

QString DecisionPage::summary() const
{
    if (kept().decisions.isEmpty())
        return {};
    const BreachDecision &d = kept().decisions.first();
    if (d.content.personalData == PersonalData::No)
        return tr("no personal data");
    return d.owesAuthority()  ? (d.owesSubjects() ? tr("Art. 33 and 34 owed") : tr("Art. 33 owed"))
           : d.owesSubjects() ? tr("Art. 34 owed")
                              : tr("nothing owed");
}

void DecisionPage::focusFirst()
{
    m_parts->setCurrentIndex(0);
    m_personal->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
