#pragma once

#include "models/domain/mailaccount.h"
#include "ui/notices/noticepanel.h"

class QCheckBox;
class QLineEdit;

namespace tocsin {

class ChoiceGroup;

class FormRow;
class Label;
struct NoticeAudience;

/** The incident manager sends: one message a recipient, written to a folder a person takes them from (P9.7, P9.8). */
class SendPanel : public NoticePanel
{
    Q_OBJECT

public:
    SendPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
              QWidget *parent = nullptr);

    /** How many messages were made; valid when done() is emitted. */
    [[nodiscard]] int made() const { return *m_made; }
    /** Written to be looked at alone: nothing leaves by it. */
    [[nodiscard]] bool isDryRun() const;

protected:
    void refreshNotice() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void addAddressee();
    /** The messages that go on have their addressee already. */
    void fixAddressee();
    /** Authorities or data subjects by name, to whom a duty is open (P7.1). */
    [[nodiscard]] QStringList owedNames() const;
    void updateDuty();
    void chooseFolder();
    void addWay();
    void fillWays();
    void readAccount();
    /** Who gets it: as legal approved it, or as it was put together (P9.2, P9.7). */
    void readAudience();
    void takeAudience(const NoticeAudience &audience);
    /** By the mail server; else into a folder. */
    [[nodiscard]] bool byMail() const;
    /** Whether it could leave by mail from here, with an account. */
    [[nodiscard]] bool mayMail() const;
    void updateDryRunTexts();
    void updateTexts();
    void showUnreachable(const QStringList &names);
    /** An earlier sending was cut off, or an exception held some of it: its messages stand, and go on. */
    [[nodiscard]] bool goesOn() const;

    ChoiceGroup *m_way = nullptr; ///< not for what goes on
    FormRow *m_wayRow = nullptr;
    QCheckBox *m_letter = nullptr;
    Label *m_noAccount = nullptr;
    FormRow *m_folderRow = nullptr;
    QPushButton *m_choose = nullptr;
    Label *m_after = nullptr;
    MailAccount m_account;
    bool m_wayChosen = false;
    QLineEdit *m_folder;
    QLineEdit *m_recipient = nullptr; ///< only where the audience is one addressee
    QLineEdit *m_address = nullptr;
    FormRow *m_recipientRow = nullptr;
    FormRow *m_addressRow = nullptr;
    bool m_audienceKnown = false;
    bool m_named = false;     ///< its addressees were put in, and are not typed here
    int m_count = 0;          ///< messages it makes
    QStringList m_withoutOne; ///< the subscriptions nobody gets one for
    QStringList m_byHand;     ///< addressees without a mail address: their letter is carried there
    Label *m_unreachable;
    std::shared_ptr<int> m_made = std::make_shared<int>(0);
};

} // namespace tocsin
