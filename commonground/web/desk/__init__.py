"""The desk of advisers and coordinators: work list, enquiries, cases and every act on them."""
