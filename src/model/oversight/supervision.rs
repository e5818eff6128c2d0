//! Supervision notices: what a supervisor asks an agency, what it answers, and whether that is enough.

use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::ids::AgencyId;
use crate::model::reason::Reason;
use crate::model::words::words;

words! {
    /// How a notice stands.
    NoticeStatus {
        AwaitingAnswer = "awaiting_answer" / "待反馈" / "Awaiting an answer" / "waiting for its answer",
        Answered = "answered" / "已反馈，待认定" / "Answered" / "answered",
        Accepted = "accepted" / "已认可" / "Accepted",
        Withdrawn = "withdrawn" / "已撤回" / "Withdrawn",
    }
}

words! {
    /// What is done with a notice.
    NoticeAction {
        Send = "send" / "发出通知" / "Send",
        Answer = "answer" / "反馈" / "Answer",
        /// The answer is not enough: it is asked anew, with another time.
        Repeat = "repeat" / "再次督办" / "Ask again",
        Accept = "accept" / "认可反馈" / "Accept the answer",
        Withdraw = "withdraw" / "撤回通知" / "Withdraw",
    }
}

impl NoticeAction {
    /// How a notice stands after it.
    pub const fn status_after(self) -> NoticeStatus {
        match self {
            Self::Send | Self::Repeat => NoticeStatus::AwaitingAnswer,
            Self::Answer => NoticeStatus::Answered,
            Self::Accept => NoticeStatus::Accepted,
            Self::Withdraw => NoticeStatus::Withdrawn,
        }
    }

    /// Whether it can be done with a notice that stands so.
    ///
    /// # Errors
    /// [`Reason::NoticeNotThere`].
    pub const fn must_fit(self, status: NoticeStatus) -> Result<(), Reason> {
        let fits = match self {
            Self::Send => false,
            Self::Answer => matches!(status, NoticeStatus::AwaitingAnswer),
            Self::Repeat | Self::Accept => matches!(status, NoticeStatus::Answered),
            Self::Withdraw => matches!(status, NoticeStatus::AwaitingAnswer | NoticeStatus::Answered),
        };
        if fits { Ok(()) } else { Err(Reason::NoticeNotThere) }
    }

    /// Whether the person may do it with notices to an agency.
    pub fn is_open_to(self, viewer: &Viewer, receiver: AgencyId) -> bool {
        match self {
            Self::Answer => viewer.may(Permission::AnswerSupervision) && viewer.agency_id == receiver,
            Self::Send | Self::Repeat | Self::Accept | Self::Withdraw => viewer.may(Permission::SuperviseCases),
        }
    }
}

/// How far a person sees clues and notices: supervisors all of them, everybody else those of the own agency; either of cases that they may
/// know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overseen {
    pub reach: Reach,
    /// The only agency whose clues and notices are seen.
    pub agency_id: Option<AgencyId>,
}

impl Overseen {
    /// What a person sees.
    pub fn by(viewer: &Viewer) -> Self {
        let agency_id = (!viewer.is(Role::Supervisor)).then_some(viewer.agency_id);
        // Whom a notice is sent to, or who has to act, may know of the case as far as the level goes.
        let reach = Reach::Centre(viewer.clearance);
        Self { reach, agency_id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_goes_to_and_fro_until_it_is_accepted_or_withdrawn() {
        let fits =
            |status| NoticeAction::ALL.iter().copied().filter(|action| action.must_fit(status).is_ok()).collect();
        let all: [Vec<NoticeAction>; 4] = [
            fits(NoticeStatus::AwaitingAnswer),
            fits(NoticeStatus::Answered),
            fits(NoticeStatus::Accepted),
            fits(NoticeStatus::Withdrawn),
        ];
        use NoticeAction::{Accept, Answer, Repeat, Withdraw};
        assert_eq!(all, [vec![Answer, Withdraw], vec![Repeat, Accept, Withdraw], vec![], vec![]]);
        assert_eq!(Repeat.status_after(), NoticeStatus::AwaitingAnswer);
    }
}
